/*
 * Copyright 2026 the runsc-java authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.runsc.conformance.cli;

import dev.runsc.conformance.fetch.Fetcher;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows a download: a bar on a terminal, a line for each step elsewhere. */
final class ShownDownload implements Fetcher.Progress, AutoCloseable {

  private final Console console;
  private final boolean terminal;
  private @Nullable ProgressBar bar;

  private ShownDownload(Console console, boolean terminal) {
    this.console = console;
    this.terminal = terminal;
  }

  static ShownDownload on(Console console, boolean terminal) {
    return new ShownDownload(console, terminal);
  }

  @Override
  public void step(String what) {
    close();
    console.progress(what);
  }

  @Override
  public void bytes(long count) {
    if (terminal && bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("bytes")
              .setInitialMax(-1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit(" MB", 1_000_000)
              .setUpdateIntervalMillis(200)
              .build();
    }
    if (bar != null) {
      bar.stepTo(count);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
