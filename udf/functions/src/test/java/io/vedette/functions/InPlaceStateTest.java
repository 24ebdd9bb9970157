package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.detect.SeriesMemory;
import java.io.IOException;
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
}
