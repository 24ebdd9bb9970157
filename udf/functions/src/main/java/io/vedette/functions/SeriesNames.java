package io.vedette.functions;

import io.vedette.schema.MetricKind;
import io.vedette.schema.Series;
import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;

/** What the series at hand is called: owner of the state {@code series}. */
final class SeriesNames {

  private final ValueState<KnownSeries> series;

  SeriesNames(ValueState<KnownSeries> series) {
    this.series = series;
  }

  /** The series as it was announced; one that never was is named by its hash. */
  KnownSeries of(long seriesHash) throws IOException {
    KnownSeries known = series.value();
    return known != null ? known : KnownSeries.unnamed(seriesHash);
  }

  /** Whether it was ever announced. */
  boolean isKnown() throws IOException {
    return series.value() != null;
  }

  /**
   * Takes note of an announcement. A sender that does not know the kind does not unsay what another
   * one knows.
   *
   * @return the series as it is known from now on
   */
  KnownSeries announce(Series announced) throws IOException {
    KnownSeries name = new KnownSeries(announced);
    if (announced.kind() == MetricKind.UNKNOWN) {
      KnownSeries before = series.value();
      if (before != null && before.series().kind() != MetricKind.UNKNOWN) {
        name = before;
      }
    }
    // every announcement is written, known or not: it is what keeps the name from expiring
    series.update(name);
    return name;
  }
}
