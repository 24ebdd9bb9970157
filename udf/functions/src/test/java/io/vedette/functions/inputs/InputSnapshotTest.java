package io.vedette.functions.inputs;

import static io.vedette.functions.inputs.ExpireAlertsTest.MINUTE;
import static io.vedette.functions.inputs.ExpireAlertsTest.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.ScoringInput;
import io.vedette.schema.event.EventRecord;
import java.nio.file.Path;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Restores what release 0.4 wrote of alerts that fire and of events counted. The files are never
 * written again, and no expectation here is changed to suit newer code. They were written once, by
 *
 * <pre>
 *   mvn -pl udf/functions -am test -Dtest=InputSnapshotTest -Dsurefire.failIfNoSpecifiedTests=false \\
 *       -Dvedette.snapshot=src/test/resources/snapshots/expire-alerts-0.4.snapshot
 * </pre>
 *
 * and the same with {@code count-events}.
 */
class InputSnapshotTest {

  private static final String FOLDER = "src/test/resources/snapshots/";
  private static final String EXPIRE = FOLDER + "expire-alerts-0.4.snapshot";
  private static final String COUNT = FOLDER + "count-events-0.4.snapshot";

  @Test
  void firingsKeepTheirIdsAndExpire() throws Exception {
    try (ExpiryHarness expiry =
        ExpiryHarness.restore(
            ExpireAlertsTest.OPTIONS,
            NOON + MINUTE,
            OperatorSnapshotUtil.readStateHandle(EXPIRE))) {
      assertThat(expiry.timers()).isEqualTo(1);
      expiry.push(ExpireAlertsTest.fires(NOON - MINUTE, NOON + 5 * MINUTE));
      expiry.clock(NOON + 5 * MINUTE);

      assertThat(expiry.said())
          .containsExactly(
              "FIRING 00000000000000aa-" + (NOON - 2 * MINUTE) + "@" + (NOON - MINUTE),
              "RESOLVED 00000000000000aa-" + (NOON - 2 * MINUTE) + "@" + (NOON + 5 * MINUTE));
    }
  }

  @Test
  void countsGoOn() throws Exception {
    try (InputHarness<Long, EventRecord, ScoringInput> counting =
        CountEventsTest.counting(OperatorSnapshotUtil.readStateHandle(COUNT))) {
      counting.push(CountEventsTest.event("a", 9, CountEventsTest.BEGINNING + 2));
      counting.eventTime(CountEventsTest.BEGINNING + 3 * MINUTE);

      assertThat(CountEventsTest.samples(counting.said()))
          .containsExactly(
              "5.0@" + (CountEventsTest.BEGINNING + MINUTE),
              "1.0@" + (CountEventsTest.BEGINNING + 2 * MINUTE));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*expire-alerts.*")
  void writesFiringsWhenTheyAreNotThereYet() throws Exception {
    Path file = Path.of(System.getProperty("vedette.snapshot"));
    assertThat(file).as("a released snapshot is never written again").doesNotExist();
    try (ExpiryHarness expiry = ExpiryHarness.start(ExpireAlertsTest.OPTIONS, NOON)) {
      expiry.push(ExpireAlertsTest.fires(NOON - 2 * MINUTE, NOON + 4 * MINUTE));
      OperatorSnapshotUtil.writeStateHandle(expiry.snapshot(), file.toString());
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*count-events.*")
  void writesCountsWhenTheyAreNotThereYet() throws Exception {
    Path file = Path.of(System.getProperty("vedette.snapshot"));
    assertThat(file).as("a released snapshot is never written again").doesNotExist();
    try (InputHarness<Long, EventRecord, ScoringInput> counting = CountEventsTest.counting(null)) {
      counting.push(CountEventsTest.event("a", 5, CountEventsTest.BEGINNING));
      counting.push(CountEventsTest.event("b", 1, CountEventsTest.BEGINNING + MINUTE));
      OperatorSnapshotUtil.writeStateHandle(counting.snapshot(), file.toString());
    }
  }
}
