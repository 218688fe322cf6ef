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

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.run.Suite;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far the run is: a bar on a terminal, a line for each result elsewhere. */
abstract class ShownProgress implements Suite.Progress, AutoCloseable {

  static ShownProgress on(PrintWriter out, boolean terminal) {
    return terminal ? new Bar() : new Lines(out);
  }

  @Override
  public void close() {}

  private static String classifying(int scenarios, int times) {
    return "not as expected: "
        + scenarios
        + (scenarios == 1 ? " scenario" : " scenarios")
        + "; running them "
        + times
        + " times more, to tell which are flaky";
  }

  /** A line for each result. */
  private static final class Lines extends ShownProgress {
    private final PrintWriter out;
    private int count;
    private int done;

    Lines(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void begin(int count) {
      this.count = count;
    }

    @Override
    public void classify(int scenarios, int times) {
      out.println(classifying(scenarios, times));
      done = 0;
      count = 0;
    }

    @Override
    public void result(Cell cell) {
      done++;
      int width = Integer.toString(count).length();
      if (count == 0) {
        out.printf(
            "[again %d] %-18s %-18s %s (%d ms)%n",
            done, cell.outcome().text(), cell.target(), cell.scenario(), cell.elapsed().toMillis());
        return;
      }
      out.printf(
          "[%" + width + "d/%d] %-18s %-18s %s (%d ms)%n",
          done,
          count,
          cell.outcome().text(),
          cell.target(),
          cell.scenario(),
          cell.elapsed().toMillis());
    }
  }

  /** A bar that names the last scenario and counts what is not as expected. */
  private static final class Bar extends ShownProgress {
    private @Nullable ProgressBar bar;
    private int bad;

    @Override
    public void begin(int count) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("scenarios")
              .setInitialMax(count)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .build();
    }

    @Override
    public void classify(int scenarios, int times) {
      if (bar != null) {
        bar.setExtraMessage(classifying(scenarios, times));
      }
    }

    @Override
    public void result(Cell cell) {
      if (bar != null) {
        bad += cell.outcome().expected() ? 0 : 1;
        bar.setExtraMessage((bad > 0 ? bad + " bad, " : "") + cell.scenario());
        if (bar.getCurrent() < bar.getMax()) {
          bar.step();
        }
      }
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}
