package io.vedette.functions;

import io.vedette.functions.inputs.CountEvents;
import io.vedette.functions.logs.LogSeries;
import io.vedette.functions.trace.TracedSeries;

/** Series that the job counts itself, of spans, log lines and events. */
final class CountedSeries {

  private CountedSeries() {}

  /** Whether a metric is one of theirs. */
  static boolean is(String metric) {
    return TracedSeries.is(metric)
        || metric.equals(LogSeries.METRIC)
        || metric.equals(CountEvents.METRIC);
  }
}
