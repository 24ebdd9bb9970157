package io.vedette.functions.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.JobMetric;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.Series;
import io.vedette.schema.event.EventRecord;
import io.vedette.serializers.VedetteTypes;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CountEventsTest {

  static final long BEGINNING = 1_700_000_040_000L; // a full minute
  static final long MINUTE = 60_000;
  static final CountOptions OPTIONS =
      new CountOptions(
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofHours(1));

  @Test
  void anIntervalIsASampleWhoseSeriesIsAnnounced() throws Exception {
    try (InputHarness<Long, EventRecord, ScoringInput> counting = counting(null)) {
      counting.push(event("a", 1, BEGINNING));
      counting.push(event("b", 1, BEGINNING + 59_999));
      counting.push(event("c", 1, BEGINNING + 60_000));
      counting.eventTime(BEGINNING + MINUTE + 9_999);
      assertThat(counting.said()).isEmpty();

      counting.eventTime(BEGINNING + MINUTE + 10_000);
      List<ScoringInput> said = counting.said();
      assertThat(samples(said)).containsExactly("2.0@" + (BEGINNING + MINUTE));
      Series series = ((Sample) said.get(0)).series();
      assertThat(series).isNotNull();
      assertThat(String.valueOf(series == null ? "" : series.labels()))
          .isEqualTo("kubernetes_events{namespace=\"shop\",reason=\"BackOff\",service=\"cart\"}");
      assertThat(said.get(0).seriesHash()).isEqualTo(CountEvents.seriesOf(event("a", 1, 0)));

      counting.eventTime(BEGINNING + 2 * MINUTE + 10_000);
      List<ScoringInput> next = counting.said();
      assertThat(samples(next)).containsExactly("1.0@" + (BEGINNING + 2 * MINUTE));
      assertThat(((Sample) next.get(0)).series()).isNull();
      assertThat(counting.count(JobMetric.EVENTS_COUNTED)).isEqualTo(3);
    }
  }

  @Test
  void aRepeatedEventCountsByItsCountAndOneSentTwiceOnce() throws Exception {
    try (InputHarness<Long, EventRecord, ScoringInput> counting = counting(null)) {
      counting.push(event("a", 7, BEGINNING));
      counting.push(event("a", 7, BEGINNING));
      counting.push(event("a", 12, BEGINNING + 1));
      counting.push(event("a", 9, BEGINNING + 2));
      counting.push(event("a", 13, BEGINNING + 3));
      counting.eventTime(BEGINNING + MINUTE + 10_000);

      assertThat(samples(counting.said())).containsExactly("7.0@" + (BEGINNING + MINUTE));
    }
  }

  @Test
  void zerosAreCountedForAWhileThenTheSeriesEnds() throws Exception {
    try (InputHarness<Long, EventRecord, ScoringInput> counting = counting(null)) {
      counting.push(event("a", 1, BEGINNING));
      counting.eventTime(BEGINNING + 10 * MINUTE);

      assertThat(samples(counting.said()))
          .containsExactly(
              "1.0@" + (BEGINNING + MINUTE),
              "0.0@" + (BEGINNING + 2 * MINUTE),
              "0.0@" + (BEGINNING + 3 * MINUTE),
              "stale@" + (BEGINNING + 4 * MINUTE));
      assertThat(counting.stateEntries()).isZero();
      assertThat(counting.eventTimers()).isZero();

      counting.push(event("b", 1, BEGINNING + 20 * MINUTE));
      counting.eventTime(BEGINNING + 21 * MINUTE + 10_000);
      List<ScoringInput> again = counting.said();
      assertThat(samples(again)).containsExactly("1.0@" + (BEGINNING + 21 * MINUTE));
      assertThat(((Sample) again.get(0)).series()).isNotNull();
    }
  }

  @Test
  void whatIsLateCountsInTheOpenIntervalAndWhatIsEarlyWaitsForItsOwn() throws Exception {
    try (InputHarness<Long, EventRecord, ScoringInput> counting = counting(null)) {
      counting.push(event("a", 1, BEGINNING + 3 * MINUTE));
      counting.push(event("b", 1, BEGINNING));
      counting.push(event("c", 1, BEGINNING + 5 * MINUTE));
      counting.eventTime(BEGINNING + 6 * MINUTE + 10_000);

      assertThat(samples(counting.said()))
          .containsExactly(
              "2.0@" + (BEGINNING + 4 * MINUTE),
              "0.0@" + (BEGINNING + 5 * MINUTE),
              "1.0@" + (BEGINNING + 6 * MINUTE));
    }
  }

  @Test
  void aRestoreGoesOnWithTheOpenInterval() throws Exception {
    try (InputHarness<Long, EventRecord, ScoringInput> before = counting(null)) {
      before.push(event("a", 3, BEGINNING));
      try (InputHarness<Long, EventRecord, ScoringInput> after = counting(before.snapshot())) {
        after.push(event("a", 5, BEGINNING + 1));
        after.eventTime(BEGINNING + MINUTE + 10_000);
        assertThat(samples(after.said())).containsExactly("3.0@" + (BEGINNING + MINUTE));
      }
    }
  }

  @Test
  void environmentsHaveSeriesOfTheirOwn() {
    EventRecord here = event("a", 1, 0);
    EventRecord there = EventRecord.newBuilder(here).setEnvironment("staging").build();

    assertThat(CountEvents.seriesOf(there)).isNotEqualTo(CountEvents.seriesOf(here));
  }

  @Test
  void optionsValidateTheirRelations() {
    Duration minute = Duration.ofMinutes(1);
    assertThatThrownBy(
            () -> new CountOptions(minute, Duration.ofMinutes(2), minute, Duration.ofHours(1)))
        .hasMessage("grace (PT2M) must be from zero to the interval (PT1M)");
    assertThatThrownBy(() -> new CountOptions(minute, minute, minute, minute))
        .hasMessageStartingWith("quiet (PT1M) must not be below zero, retention (PT1M)");
  }

  static InputHarness<Long, EventRecord, ScoringInput> counting(
      @Nullable OperatorSubtaskState snapshot) throws Exception {
    return new InputHarness<>(
        new CountEvents(OPTIONS),
        CountEvents::seriesOf,
        Types.LONG,
        VedetteTypes.SCORING_INPUT,
        BEGINNING,
        snapshot);
  }

  static EventRecord event(String id, int count, long ts) {
    return EventRecord.newBuilder()
        .setId(id)
        .setTs(ts)
        .setNamespace("shop")
        .setKind("Pod")
        .setName("cart-7d9f8b6c5-x2x4z")
        .setService("cart")
        .setReason("BackOff")
        .setIsWarning(true)
        .setCount(count)
        .build();
  }

  static List<String> samples(List<ScoringInput> said) {
    return said.stream()
        .map(input -> (Sample) input)
        .map(
            sample ->
                (sample.isStaleMarker() ? "stale" : String.valueOf(sample.value()))
                    + "@"
                    + sample.timestamp())
        .toList();
  }
}
