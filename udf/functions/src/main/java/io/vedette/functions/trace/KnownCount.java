package io.vedette.functions.trace;

/**
 * How many spans of a trace are known and which timer was set last, in one number: eight bytes of
 * state, written with every span.
 *
 * <pre>
 *   bits 63..24  timer, whole seconds since the epoch
 *   bits 23..0   spans
 * </pre>
 */
final class KnownCount {

  /** More spans than that are not counted. */
  static final int MOST = (1 << 24) - 1;

  private static final int BITS = 24;
  private static final long SECOND = 1_000;

  private KnownCount() {}

  /**
   * Both in one.
   *
   * @param timer milliseconds since the epoch, a whole second
   */
  static long of(int spans, long timer) {
    return ((timer / SECOND) << BITS) | Math.min(MOST, spans);
  }

  static int spans(long known) {
    return (int) (known & MOST);
  }

  /** Milliseconds since the epoch. */
  static long timer(long known) {
    return (known >> BITS) * SECOND;
  }
}
