package io.vedette.functions;

import io.vedette.algorithms.detect.CounterRate;
import io.vedette.schema.Series;

/** How the values of a series are to be read, as far as its sender or its name says. */
public enum SeriesMeaning {
  /** It counts: it is read by its rate. */
  COUNTER,
  /** It is read as it is. */
  GAUGE,
  /** Neither says; it is read as it is, until its values say that it counts. */
  UNKNOWN;

  /** What a series means: its sender says so or, where it says nothing, its name may. */
  public static SeriesMeaning of(Series series) {
    return switch (series.kind()) {
      case COUNTER -> COUNTER;
      case GAUGE -> GAUGE;
      case UNKNOWN -> CounterRate.isNameOfCounter(series.labels().metric()) ? COUNTER : UNKNOWN;
    };
  }
}
