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
