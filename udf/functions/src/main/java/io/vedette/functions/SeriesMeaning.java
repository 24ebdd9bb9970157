package io.vedette.functions;

import io.vedette.algorithms.detect.CounterRate;
import io.vedette.schema.Series;

/** How the values of a series are to be read. */
public final class SeriesMeaning {

  private SeriesMeaning() {}

  /** Whether it counts: its sender says so or, where it says nothing, its name does. */
  public static boolean isCounter(Series series) {
    return switch (series.kind()) {
      case COUNTER -> true;
      case GAUGE -> false;
      case UNKNOWN -> CounterRate.isNameOfCounter(series.labels().metric());
    };
  }
}
