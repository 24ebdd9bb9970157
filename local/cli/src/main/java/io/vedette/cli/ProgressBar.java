package io.vedette.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How far a replay is, on one line of a terminal that is written over again and again. */
final class ProgressBar {

  private static final int WIDTH = 30;
  private static final String BACK_AND_CLEAR = "\r\u001b[K";

  private final PrintWriter terminal;
  private final LongSupplier nanoTime;
  private final long begin;
  private boolean shown;

  ProgressBar(PrintWriter terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
  }

  void show(long bytesRead, long totalBytes, long points) {
    double share = totalBytes <= 0 ? 0 : Math.min(1, (double) bytesRead / totalBytes);
    double seconds =
        Math.max(1e-3, TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - begin) / 1000.0);
    int full = (int) (share * WIDTH);
    terminal.printf(
        Locale.ROOT,
        "%s[%s%s] %3.0f %%  %,d points, %,.0f/s",
        BACK_AND_CLEAR,
        "#".repeat(full),
        " ".repeat(WIDTH - full),
        share * 100,
        points,
        points / seconds);
    terminal.flush();
    shown = true;
  }

  void clear() {
    if (shown) {
      terminal.print(BACK_AND_CLEAR);
      terminal.flush();
      shown = false;
    }
  }
}
