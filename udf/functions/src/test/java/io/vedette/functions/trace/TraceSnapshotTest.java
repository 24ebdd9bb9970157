package io.vedette.functions.trace;

import static io.vedette.functions.trace.TraceHarness.span;
import static io.vedette.schema.SpanKind.CLIENT;
import static io.vedette.schema.SpanKind.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Restores what releases 0.3 and 0.4 wrote of traces; since 0.4 spans that came wait in a list. The
 * files are never written again, and no expectation here is changed to suit newer code. That of 0.4
 * was written once, by
 *
 * <pre>
 *   mvn -pl udf/functions -am test -Dtest=TraceSnapshotTest -Dsurefire.failIfNoSpecifiedTests=false \\
 *       -Dvedette.snapshot=src/test/resources/snapshots/pair-spans-0.4.snapshot
 * </pre>
 */
class TraceSnapshotTest {

  private static final String FOLDER = "src/test/resources/snapshots/";
  private static final String PAIRING = FOLDER + "pair-spans-0.3.snapshot";
  private static final String ARRIVALS = FOLDER + "pair-spans-0.4.snapshot";
  private static final String DERIVING = FOLDER + "derive-span-metrics-0.3.snapshot";

  @ParameterizedTest
  @ValueSource(strings = {PAIRING, ARRIVALS})
  void spansThatWaitFindTheirParentsAndCountsGoOn(String pairing) throws Exception {
    try (TraceHarness harness =
        TraceHarness.restore(
            TraceHarness.options(),
            OperatorSnapshotUtil.readStateHandle(pairing),
            OperatorSnapshotUtil.readStateHandle(DERIVING))) {
      assertThat(harness.timers()).isEqualTo(3);

      harness.add(span(3, 1, 0, "web", "call", CLIENT, 39_000, 39_100, null));
      harness.eventTime(80_000);

      assertThat(harness.samples())
          .containsEntry("traces_service_requests_total{service_name=\"cart\"} @60", "3")
          .containsEntry(
              "traces_service_graph_request_total{client=\"web\",server=\"cart\","
                  + "service_name=\"cart\"} @60",
              "3");
      assertThat(harness.edges())
          .containsExactly(
              "SERVICE cart -> DATABASE db 0.0/1.0 @60", "SERVICE web -> SERVICE cart 0.0/1.0 @60");
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*pair-spans.*")
  void writesTheSnapshotWhenItIsNotThereYet() throws Exception {
    Path written = Path.of(System.getProperty("vedette.snapshot"));
    assertThat(written).as("never written again").doesNotExist();
    try (TraceHarness harness = TraceHarness.start(TraceHarness.options())) {
      SpanMetricsTest.request(harness, 1, 0);
      SpanMetricsTest.request(harness, 2, 1_000);
      harness.eventTime(47_000);
      harness.add(span(3, 3, 2, "cart", "q", CLIENT, 39_020, 39_050, TraceHarness.database("db")));
      harness.add(span(3, 2, 1, "cart", "op", SERVER, 39_010, 39_070, null));
      OperatorSnapshotUtil.writeStateHandle(harness.pairingSnapshot(), written.toString());
    }
  }
}
