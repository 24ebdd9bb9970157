package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.Labels;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import org.junit.jupiter.api.Test;

/** Series that ended must not fill the heap for ever: that they cannot be read is not enough. */
class StateCleanupTest {

  private static final ScoringOptions OPTIONS = ScoringOptions.defaults();
  private static final int ENDED = 200;

  /** Buckets of an almost empty heap state: 128 for each key group. An access looks at one. */
  private static final int BUCKETS = 128 * ScorerHarness.MAX_PARALLELISM;

  /** The heap is asked for the state of one series twice in so many samples. */
  private static final int SAMPLES = BUCKETS * (InPlaceState.USES + 1);

  private static final Series LIVING = Series.of(Labels.of("__name__", "up", "pod", "living"));

  @Test
  void samplesOfOneSeriesFreeTheModelsOfThoseThatExpired() throws Exception {
    try (ScorerHarness scorer = ScorerHarness.start(OPTIONS)) {
      for (int i = 0; i < ENDED; i++) {
        scorer.push(new Sample(series(i).labels().hash(), i, 1));
      }
      assertThat(scorer.stateEntries()).as("model and memory").isEqualTo(2 * ENDED);
      expire(scorer);
      // as many accesses again for a round that began before they expired
      for (int i = 0; i < SAMPLES; i++) {
        scorer.push(new Sample(LIVING.labels().hash(), 1000 + i, 1));
      }
      assertThat(scorer.stateEntries()).isEqualTo(2);
    }
  }

  @Test
  void announcementsOfOneSeriesFreeTheNamesToo() throws Exception {
    try (ScorerHarness scorer = ScorerHarness.start(OPTIONS)) {
      for (int i = 0; i < ENDED; i++) {
        scorer.push(series(i), i, 1);
      }
      assertThat(scorer.stateEntries()).isEqualTo(3 * ENDED);
      expire(scorer);
      for (int i = 0; i < SAMPLES; i++) {
        scorer.push(LIVING, 1000 + i, 1);
      }
      assertThat(scorer.stateEntries()).isEqualTo(3);
    }
  }

  @Test
  void whatIsStillKeptIsNotFreed() throws Exception {
    try (ScorerHarness scorer = ScorerHarness.start(OPTIONS)) {
      for (int i = 0; i < ENDED; i++) {
        scorer.push(series(i), i, 1);
      }
      scorer.setProcessingTime(ScorerHarness.NOW + OPTIONS.seriesRetention().toMillis() - 1);
      for (int i = 0; i < SAMPLES; i++) {
        scorer.push(LIVING, 1000 + i, 1);
      }
      assertThat(scorer.stateEntries()).isEqualTo(3 * (ENDED + 1));
    }
  }

  private static void expire(ScorerHarness scorer) throws Exception {
    scorer.setProcessingTime(ScorerHarness.NOW + OPTIONS.seriesRetention().toMillis());
  }

  private static Series series(int pod) {
    return Series.of(Labels.of("__name__", "up", "pod", "ended-" + pod));
  }
}
