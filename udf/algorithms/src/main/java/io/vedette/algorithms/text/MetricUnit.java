package io.vedette.algorithms.text;

/**
 * In what a metric is measured, by the endings that Prometheus' naming conventions give to names:
 * base units, in the plural, behind them what was counted or summed up.
 *
 * <p>Bytes are shown in the binary multiple that makes them short, ratios in percent, all else as
 * it is.
 */
public final class MetricUnit {

  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final double STEP_OF_BYTES = 1024;
  private static final String BYTES_SYMBOL = BYTES[0];
  private static final String PERCENT = "%";

  private final String symbol;
  private final double factor;
  private final String rate;

  private MetricUnit(String symbol, double factor, String rate) {
    this.symbol = symbol;
    this.factor = factor;
    this.rate = rate;
  }

  /**
   * The unit of a metric.
   *
   * @param metric its name; of a recording rule {@code level:metric:operations}, too
   * @param isRate whether the values are its increase a second
   */
  public static MetricUnit of(String metric, boolean isRate) {
    String name = measured(metric);
    String rate = isRate ? " per second" : "";
    if (isCountOfEvents(name)) {
      return new MetricUnit("", 1, rate);
    }
    String stem = withoutEnding(withoutEnding(name, "_total"), "_sum");
    stem = withoutEnding(withoutEnding(stem, "_max"), "_min");
    if (is(stem, "seconds")) {
      return new MetricUnit("s", 1, rate);
    } else if (is(stem, "milliseconds")) {
      return new MetricUnit("ms", 1, rate);
    } else if (is(stem, "bytes")) {
      return new MetricUnit(BYTES_SYMBOL, 1, rate);
    } else if (is(stem, "bytes_per_second")) {
      return new MetricUnit(BYTES_SYMBOL, 1, " per second");
    } else if (is(stem, "ratio")) {
      return new MetricUnit(PERCENT, 100, rate);
    } else if (is(stem, "percent")) {
      return new MetricUnit(PERCENT, 1, rate);
    }
    return new MetricUnit("", 1, rate);
  }

  /** Middle part of a recording rule's name, else all of it. */
  private static String measured(String metric) {
    int first = metric.indexOf(':');
    int last = metric.lastIndexOf(':');
    return first < last ? metric.substring(first + 1, last) : metric;
  }

  /** A histogram or summary counts observations, whatever they measure. */
  private static boolean isCountOfEvents(String name) {
    return name.endsWith("_count") || name.endsWith("_bucket");
  }

  private static String withoutEnding(String name, String ending) {
    return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
  }

  private static boolean is(String stem, String unit) {
    return stem.equals(unit)
        || (stem.endsWith(unit) && stem.charAt(stem.length() - unit.length() - 1) == '_');
  }

  /** {@code 0.056 s}, {@code 1.5 GiB per second}, {@code 93 %}, {@code 12}. */
  public String text(double value) {
    int multiple = multiple(value);
    return number(value, multiple) + behind(multiple);
  }

  /** {@code 0.0085 to 0.0107 s}. */
  public String range(double lower, double upper) {
    int multiple = multiple(Math.max(Math.abs(lower), Math.abs(upper)));
    return number(lower, multiple) + " to " + number(upper, multiple) + behind(multiple);
  }

  private int multiple(double value) {
    if (!symbol.equals(BYTES_SYMBOL)) {
      return 0;
    }
    int multiple = 0;
    for (double left = Math.abs(value);
        left >= STEP_OF_BYTES && multiple < BYTES.length - 1;
        left /= STEP_OF_BYTES) {
      multiple++;
    }
    return multiple;
  }

  private String number(double value, int multiple) {
    return NumberText.of(value * factor / Math.pow(STEP_OF_BYTES, multiple));
  }

  private String behind(int multiple) {
    if (symbol.isEmpty()) {
      return rate;
    }
    return " " + (multiple > 0 ? BYTES[multiple] : symbol) + rate;
  }
}
