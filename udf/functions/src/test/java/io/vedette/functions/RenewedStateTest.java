package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RenewedStateTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final Duration RETENTION = Duration.ofDays(7);

  private final Backend backend = new Backend();
  private final RenewedState state = new RenewedState(backend, RETENTION);

  @Test
  void onTheHeapAStateIsWrittenOnceInFiveMinutesAndSeenAllTheSame() throws IOException {
    for (int second = 0; second < 600; second++) {
      sampleAt(BEGINNING + second * 1_000L);
      assertThat(lastTimestamp()).isEqualTo(BEGINNING + second * 1_000L);
    }
    assertThat(backend.writes).isEqualTo(2);
  }

  @Test
  void aShortRetentionIsRenewedSooner() throws IOException {
    RenewedState briefly = new RenewedState(backend, Duration.ofSeconds(160));
    for (int second = 0; second < 100; second++) {
      ScoreState score = score(briefly);
      score.lastTimestamp = BEGINNING + second * 1_000L;
      briefly.update(score);
    }
    assertThat(backend.writes).isEqualTo(10);
  }

  @Test
  void whereEachReadingIsAnotherObjectEverythingIsWritten() throws IOException {
    backend.copies = true;
    for (int second = 0; second < 100; second++) {
      sampleAt(BEGINNING + second * 1_000L);
      assertThat(lastTimestamp()).isEqualTo(BEGINNING + second * 1_000L);
    }
    assertThat(backend.writes).isEqualTo(100);
  }

  @Test
  void aSeriesThatIsRestoredOrNewIsWrittenAtOnce() throws IOException {
    sampleAt(BEGINNING);
    backend.held = ScoreState.fromStored(score(state).toStored());
    sampleAt(BEGINNING + 1);
    assertThat(backend.writes).isEqualTo(2);
    state.clear();
    sampleAt(BEGINNING + 2);
    assertThat(backend.writes).isEqualTo(3);
  }

  @Test
  void aClockThatGoesBackRenews() throws IOException {
    sampleAt(BEGINNING);
    sampleAt(BEGINNING - 1);
    assertThat(backend.writes).isEqualTo(2);
  }

  private void sampleAt(long timestamp) throws IOException {
    ScoreState score = score(state);
    score.lastTimestamp = timestamp;
    state.update(score);
  }

  private static ScoreState score(RenewedState state) throws IOException {
    ScoreState score = state.value();
    return score == null ? new ScoreState() : score;
  }

  private long lastTimestamp() throws IOException {
    return score(state).lastTimestamp;
  }

  /** One key of a backend, which gives the object it holds or a copy. */
  private static final class Backend implements ValueState<ScoreState> {
    private @Nullable ScoreState held;
    private boolean copies;
    private int writes;

    @Override
    public @Nullable ScoreState value() {
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
