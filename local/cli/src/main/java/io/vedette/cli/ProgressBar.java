package io.vedette.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How far a replay or training is, on one line of a terminal that is written over again and again.
 */
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

  /** How far it is by bytes, and how many points that are. */
  void show(long bytesRead, long totalBytes, long points) {
    show(totalBytes <= 0 ? 0 : (double) bytesRead / totalBytes, points, "points");
  }

  /**
   * How far it is.
   *
   * @param share of the whole, 0 to 1; NaN where it is not known, and no bar is drawn
   * @param count of what is done so far
   * @param what is counted, in the plural
   */
  void show(double share, long count, String what) {
    double seconds =
        Math.max(1e-3, TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - begin) / 1000.0);
    terminal.printf(
        Locale.ROOT,
        "%s%s%,d %s, %,.0f/s",
        BACK_AND_CLEAR,
        Double.isNaN(share) ? "" : bar(Math.min(1, share)),
        count,
        what,
        count / seconds);
    terminal.flush();
    shown = true;
  }

  private static String bar(double share) {
    int full = (int) (share * WIDTH);
    return String.format(
        Locale.ROOT, "[%s%s] %3.0f %%  ", "#".repeat(full), " ".repeat(WIDTH - full), share * 100);
  }

  void clear() {
    if (shown) {
      terminal.print(BACK_AND_CLEAR);
      terminal.flush();
      shown = false;
    }
  }
}
