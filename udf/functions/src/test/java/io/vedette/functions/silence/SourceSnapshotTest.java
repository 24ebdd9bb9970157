package io.vedette.functions.silence;

import static io.vedette.schema.silence.SeriesPresence.ENDED;
import static io.vedette.schema.silence.SeriesPresence.LAGGING;
import static io.vedette.schema.silence.SeriesPresence.OVERDUE;
import static io.vedette.schema.silence.SeriesPresence.PRESENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.silence.SeriesPresence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Restores what release 0.2 wrote of sources. The file is never written again, and no expectation
 * here is changed to suit newer code. It was written once, by
 *
 * <pre>
 *   mvn -pl udf/functions -am test -Dtest=SourceSnapshotTest -Dsurefire.failIfNoSpecifiedTests=false \\
 *       -Dvedette.snapshot=src/test/resources/snapshots/find-silence-0.2.snapshot
 * </pre>
 */
class SourceSnapshotTest {

  private static final String WRITTEN_BY_0_2 =
      "src/test/resources/snapshots/find-silence-0.2.snapshot";

  private static final SilenceOptions OPTIONS =
      SilenceOptions.defaults().withStandstill(Duration.ofMinutes(5));

  private static final long MINUTE = 60_000;
  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long TEN_MINUTES_LATER = BEGINNING + 10 * MINUTE;

  @Test
  void findingsThatWereOpenAreResolvedAndDecisionsThatWereDueAreMade() throws Exception {
    try (SourceHarness source =
        SourceHarness.start(
            OPTIONS,
            BEGINNING,
            OperatorSnapshotUtil.readStateHandle(WRITTEN_BY_0_2),
            presences())) {
      assertThat(source.sources()).isEqualTo(4);
      assertThat(source.eventTimers()).as("one decision is due").isEqualTo(1);
      assertThat(source.clockTimers()).as("each is looked after").isEqualTo(4);

      source.eventTime(TEN_MINUTES_LATER);
      source.become("one:1", "m0", PRESENT, TEN_MINUTES_LATER);
      source.become("silent:1", "m0", PRESENT, TEN_MINUTES_LATER);
      source.become("silent:1", "m1", PRESENT, TEN_MINUTES_LATER);
      source.become("lagging:1", "m0", PRESENT, TEN_MINUTES_LATER);
      source.become("lagging:1", "m1", PRESENT, TEN_MINUTES_LATER);

      assertThat(source.said())
          .containsExactly(
              "FIRING SeriesEnded m1@" + (BEGINNING + 4 * MINUTE),
              "RESOLVED SeriesSilent m0@" + (BEGINNING + MINUTE),
              "RESOLVED SourceSilent @" + (BEGINNING + 2 * MINUTE),
              "RESOLVED SourceLagging @" + (BEGINNING + 3 * MINUTE));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*find-silence.*")
  void writesTheSnapshotWhenItIsNotThereYet() throws Exception {
    Path file = Path.of(System.getProperty("vedette.snapshot"));
    assertThat(file).as("a released snapshot is never written again").doesNotExist();
    try (SourceHarness source = SourceHarness.start(OPTIONS, BEGINNING)) {
      tell(source);
      OperatorSnapshotUtil.writeStateHandle(source.snapshot(), file.toString());
    }
  }

  private static void tell(SourceHarness source) throws Exception {
    for (String instance : new String[] {"one:1", "silent:1", "lagging:1", "ending:1"}) {
      for (int i = 0; i < (instance.equals("one:1") || instance.equals("ending:1") ? 5 : 2); i++) {
        source.become(instance, "m" + i, PRESENT, BEGINNING);
      }
    }
    source.eventTime(BEGINNING + 3 * MINUTE);
    source.become("one:1", "m0", OVERDUE, BEGINNING + MINUTE);
    source.become("silent:1", "m0", OVERDUE, BEGINNING + 2 * MINUTE);
    source.become("silent:1", "m1", OVERDUE, BEGINNING + 2 * MINUTE);
    source.become("lagging:1", "m0", LAGGING, BEGINNING + 3 * MINUTE, 6 * MINUTE, null);
    source.become("lagging:1", "m1", LAGGING, BEGINNING + 3 * MINUTE, 6 * MINUTE, null);
    source.eventTime(BEGINNING + 4 * MINUTE);
    source.become("ending:1", "m1", ENDED, BEGINNING + 4 * MINUTE);
  }

  /** What each series was when the snapshot was taken. */
  private static Map<String, SeriesPresence> presences() {
    Map<String, SeriesPresence> presences = new HashMap<>();
    presences.put("one:1m0", OVERDUE);
    presences.put("silent:1m0", OVERDUE);
    presences.put("silent:1m1", OVERDUE);
    presences.put("lagging:1m0", LAGGING);
    presences.put("lagging:1m1", LAGGING);
    presences.put("ending:1m1", ENDED);
    return presences;
  }
}
