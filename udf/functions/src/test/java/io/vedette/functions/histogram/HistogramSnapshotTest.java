package io.vedette.functions.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.JobMetric;
import io.vedette.schema.Sample;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Restores what release 0.2 wrote of histograms. The file is never written again, and no
 * expectation here is changed to suit newer code. It was written once, by
 *
 * <pre>
 *   mvn -pl udf/functions -am test -Dtest=HistogramSnapshotTest -Dsurefire.failIfNoSpecifiedTests=false \\
 *       -Dvedette.snapshot=src/test/resources/snapshots/derive-histogram-quantiles-0.2.snapshot
 * </pre>
 */
class HistogramSnapshotTest {

  private static final String WRITTEN_BY_0_2 =
      "src/test/resources/snapshots/derive-histogram-quantiles-0.2.snapshot";

  private static final HistogramOptions OPTIONS = HistogramOptions.defaults();

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long SECOND_SCRAPE = BEGINNING + 15_000;
  private static final long THIRD_SCRAPE = BEGINNING + 30_000;

  @Test
  void scrapesThatWereOpenAreFinishedAndDelayedOnesAreTold() throws Exception {
    try (HistogramHarness histograms =
        HistogramHarness.start(
            OPTIONS, OperatorSnapshotUtil.readStateHandle(WRITTEN_BY_0_2), announced())) {
      assertThat(histograms.stateEntries()).isEqualTo(6);
      assertThat(histograms.timers()).as("one a scrape that is open").isEqualTo(2);

      histograms.bucket("cart", "+Inf", SECOND_SCRAPE, 140);
      assertThat(histograms.derived())
          .as("announced before the snapshot, so with their labels")
          .containsExactly(
              "announced GAUGE latency_seconds{quantile=\"0.5\",service=\"cart\"} 0.1 @"
                  + SECOND_SCRAPE,
              "announced GAUGE latency_seconds{quantile=\"0.99\",service=\"cart\"} 1.0 @"
                  + SECOND_SCRAPE);

      histograms.eventTime(SECOND_SCRAPE);
      assertThat(histograms.count(JobMetric.HISTOGRAM_SCRAPES_INCOMPLETE)).isEqualTo(1);

      histograms.scrape("ended", THIRD_SCRAPE, 1, 2, 3);
      histograms.eventTime(THIRD_SCRAPE);
      assertThat(histograms.count(JobMetric.HISTOGRAM_SCRAPES_FIRST)).isEqualTo(1);

      histograms.scrape("lossy", THIRD_SCRAPE, 30, 30, 30);
      assertThat(histograms.count(JobMetric.BUCKETS_UNKNOWN)).isZero();
      assertThat(histograms.derived()).hasSize(2).first().asString().contains(" 0.05 @");
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*derive-histogram.*")
  void writesTheSnapshotWhenItIsNotThereYet() throws Exception {
    Path file = Path.of(System.getProperty("vedette.snapshot"));
    assertThat(file).as("a released snapshot is never written again").doesNotExist();
    try (HistogramHarness histograms = HistogramHarness.start(OPTIONS)) {
      tell(histograms);
      OperatorSnapshotUtil.writeStateHandle(histograms.snapshot(), file.toString());
    }
  }

  private static void tell(HistogramHarness histograms) throws Exception {
    histograms.scrape("cart", BEGINNING, 50, 60, 100);
    histograms.scrape("lossy", BEGINNING, 0, 0, 0);
    histograms.scrape("ended", BEGINNING, 0, 0, 0);
    histograms.eventTime(BEGINNING);
    histograms.bucket("cart", "0.1", SECOND_SCRAPE, 70);
    histograms.bucket("cart", "1", SECOND_SCRAPE, 80);
    histograms.bucket("lossy", "0.1", SECOND_SCRAPE, 10);
    double stale = Double.longBitsToDouble(Sample.STALE_NAN_BITS);
    histograms.bucket("ended", "+Inf", SECOND_SCRAPE, stale);
  }

  /** Every series that was announced when the snapshot was taken. */
  private static Set<Long> announced() {
    Set<Long> announced = new HashSet<>();
    for (String service : new String[] {"cart", "lossy", "ended"}) {
      for (String le : new String[] {"0.1", "1", "+Inf"}) {
        announced.add(HistogramHarness.labels(service, le).hash());
      }
    }
    return announced;
  }
}
