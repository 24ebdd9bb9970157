package io.vedette.schema;

/** What the values of a series mean, as far as the sender said. */
public enum MetricKind {
  /** Nothing was said. */
  UNKNOWN(1),
  /** Goes up and down. */
  GAUGE(2),
  /** Only goes up, but for resets. */
  COUNTER(3);

  private final int code;

  MetricKind(int code) {
    this.code = code;
  }

  /** Number that stands for this kind on a wire; never 0 and never given to another kind. */
  public int code() {
    return code;
  }

  /**
   * The kind a number stands for.
   *
   * @throws IllegalArgumentException when it stands for none
   */
  public static MetricKind ofCode(int code) {
    return switch (code) {
      case 1 -> UNKNOWN;
      case 2 -> GAUGE;
      case 3 -> COUNTER;
      default -> throw new IllegalArgumentException("no metric kind has code " + code);
    };
  }
}
