package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.detect.SeriesMemory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InPlaceStateTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final int SAMPLES = 10 * (InPlaceState.USES + 1);

  private final Backend backend = new Backend();
  private final InPlaceState state = new InPlaceState(backend, () -> 7);

  @Test
  void onTheHeapAStateIsReadAndWrittenOnceInSoManyUsesAndSeenAllTheSame() throws IOException {
    for (int i = 0; i < SAMPLES; i++) {
      sampleAt(BEGINNING + i);
      assertThat(backend.held).isNotNull().returns(BEGINNING + i, score -> score.lastTimestamp);
    }
    assertThat(backend.writes).isEqualTo(10);
    // the first of all, the probe behind it, and one before each other write
    assertThat(backend.readings).isEqualTo(2 + 9);
  }

  @Test
  void whereEachReadingIsAnotherObjectEverythingIsReadAndWritten() throws IOException {
    backend.copies = true;
    for (int i = 0; i < SAMPLES; i++) {
      sampleAt(BEGINNING + i);
      assertThat(backend.held).isNotNull().returns(BEGINNING + i, score -> score.lastTimestamp);
    }
    assertThat(backend.writes).isEqualTo(SAMPLES);
    assertThat(backend.readings).isEqualTo(SAMPLES + 1);
  }

  @Test
  void afterASnapshotBeganNoObjectIsChangedThatWasGotBefore() throws IOException {
    sampleAt(BEGINNING);
    sampleAt(BEGINNING + 1);
    ScoreState ofTheSnapshot = score();

    state.forgetObjects();
    // as the heap does while a snapshot is written: who asks gets a copy, which is kept instead
    backend.held = ofTheSnapshot.copy();
    sampleAt(BEGINNING + 2);

    assertThat(ofTheSnapshot.lastTimestamp).isEqualTo(BEGINNING + 1);
    assertThat(score().lastTimestamp).isEqualTo(BEGINNING + 2);
    assertThat(backend.writes).as("the retention begins anew").isEqualTo(2);
  }

  @Test
  void theMemoryAtHandIsForgottenWithTheObject() throws IOException {
    sampleAt(BEGINNING);
    SeriesMemory memory = new SeriesMemory();
    score().memoryAtHand = memory;
    sampleAt(BEGINNING + 1);
    assertThat(score().memoryAtHand).isSameAs(memory);

    state.forgetObjects();
    assertThat(score().memoryAtHand).as("it belongs to the snapshot too").isNull();
  }

  @Test
  void inWhateverOrderSamplesComeEachSeriesHasItsOwnState() throws IOException {
    Map<Long, ScoreState> held = new HashMap<>();
    AtomicLong key = new AtomicLong();
    InPlaceState states = new InPlaceState(new Keyed(held, key), key::get);
    Random random = new Random(42);
    // more than the table first has places
    long[] samples = new long[6_000];
    for (int i = 0; i < 100_000; i++) {
      // at first in turns, later at random
      int series = i < 50_000 ? i % samples.length : random.nextInt(samples.length);
      key.set((long) series << 20);
      ScoreState score = states.value();
      if (score == null) {
        score = new ScoreState();
        score.lastTimestamp = 0;
      }
      assertThat(score.lastTimestamp).isEqualTo(samples[series]);
      score.lastTimestamp = ++samples[series];
      states.update(score);
      if (random.nextInt(20_000) == 0) {
        states.forgetObjects();
        held.replaceAll((any, before) -> before.copy());
      }
    }
    assertThat(held).hasSize(samples.length);
    held.forEach(
        (at, score) -> assertThat(score.lastTimestamp).isEqualTo(samples[(int) (at >> 20)]));
  }

  @Test
  void seriesWhosePlaceIsTakenFindAnother() throws IOException {
    AtomicLong key = new AtomicLong();
    Keyed backend = new Keyed(new HashMap<>(), key);
    InPlaceState states = new InPlaceState(backend, key::get);
    long[] series = new Random(42).longs(10_000).toArray();
    for (int round = 0; round < 20; round++) {
      for (long each : series) {
        key.set(each);
        ScoreState score = states.value();
        states.update(score == null ? new ScoreState() : score);
      }
    }
    assertThat(backend.readings).isLessThan(series.length + series.length / 100);
  }

  @Test
  void aStateThatWasClearedIsGone() throws IOException {
    sampleAt(BEGINNING);
    state.clear();
    assertThat(state.value()).isNull();
    sampleAt(BEGINNING + 1);
    assertThat(backend.writes).isEqualTo(2);
  }

  private void sampleAt(long timestamp) throws IOException {
    ScoreState score = score();
    score.lastTimestamp = timestamp;
    state.update(score);
  }

  private ScoreState score() throws IOException {
    ScoreState score = state.value();
    return score == null ? new ScoreState() : score;
  }

  /** One key of a backend, which gives the object it holds or a copy. */
  private static final class Backend implements ValueState<ScoreState> {
    private @Nullable ScoreState held;
    private boolean copies;
    private int writes;
    private int readings;

    @Override
    public @Nullable ScoreState value() {
      readings++;
      return held == null || !copies ? held : held.copy();
    }

    @Override
    public void update(ScoreState changed) {
      held = copies ? changed.copy() : changed;
      writes++;
    }

    @Override
    public void clear() {
      held = null;
    }
  }

  /** Many keys of the heap. */
  private static final class Keyed implements ValueState<ScoreState> {
    private final Map<Long, ScoreState> held;
    private final AtomicLong key;
    private int readings;

    Keyed(Map<Long, ScoreState> held, AtomicLong key) {
      this.held = held;
      this.key = key;
    }

    @Override
    public @Nullable ScoreState value() {
      readings++;
      return held.get(key.get());
    }

    @Override
    public void update(ScoreState changed) {
      held.put(key.get(), changed);
    }

    @Override
    public void clear() {
      held.remove(key.get());
    }
  }
}
