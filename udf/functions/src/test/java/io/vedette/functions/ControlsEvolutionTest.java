package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.result.Direction;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.state.FeedbackEntryRecord;
import io.vedette.schema.state.ModelStateRecord;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

/**
 * Restores rules, feedback and models as their first release wrote them. The file is never
 * regenerated, and no expectation here is changed to suit newer code.
 */
class ControlsEvolutionTest {

  private static final String FIRST =
      "src/test/resources/snapshots/score-metric-controls-0.1.snapshot";

  @Test
  void whatWasSaidIsBack() throws Exception {
    try (ScorerHarness scorer = restored()) {
      FeedbackLog log = Objects.requireNonNull(scorer.feedbackOf(ControlsStory.SAID), "feedback");
      List<FeedbackEntryRecord> entries = log.toStored().getEntries();
      assertThat(entries)
          .extracting(FeedbackEntryRecord::getCommand)
          .containsExactlyElementsOf(ControlsStory.COMMANDS);
      assertThat(entries)
          .extracting(FeedbackEntryRecord::getUndone)
          .containsExactly(false, true, false);
      assertThat(entries.get(0).getAppliedAt()).isEqualTo(ControlsStory.at(0));
      assertThat(entries.get(0).getRun()).isEqualTo(ScoreState.NEVER);
      assertThat(entries.get(0).getDirection()).isEqualTo(Direction.ABOVE);
      assertThat(entries.get(0).getPeakScore()).isZero();
      assertThat(log.factorAt(ControlsStory.at(0), 1000)).isEqualTo(1.5);
      ScoreState state = Objects.requireNonNull(scorer.scoreOf(ControlsStory.SAID));
      assertThat(state.feedback).isTrue();
    }
  }

  @Test
  void modelsAreBack() throws Exception {
    try (ScorerHarness scorer = restored()) {
      ModelStateRecord models =
          Objects.requireNonNull(scorer.modelsOf(ControlsStory.MODELLED), "models").toStored();
      assertThat(models.getChampion().getVersion()).isEqualTo("run-1");
      assertThat(models.getChampion().getTrainedAt()).isEqualTo(ControlsStory.at(0));
      assertThat(models.getChampion().getRate()).isFalse();
      assertThat(models.getChampion().getModel()).isEqualTo(ControlsStory.MODEL);
      assertThat(models.getShadow().getVersion()).isEqualTo("run-2");
      assertThat(Objects.requireNonNull(scorer.scoreOf(ControlsStory.MODELLED)).trial).isNotNull();
    }
  }

  @Test
  void rulesAreBackAndApply() throws Exception {
    try (ScorerHarness scorer = restored()) {
      ScorerStory story = new ScorerStory(scorer, ScorerStory.LATENCY);
      story.usual();
      ScoredPoint last = scorer.scores().get(ScorerStory.USUAL - 1);
      assertThat(last.getUpper()).isBetween(16.9, 17.1);
      assertThat(last.getLower()).isEqualTo(Double.NEGATIVE_INFINITY);
    }
  }

  private static ScorerHarness restored() throws Exception {
    return ScorerHarness.restore(ScorerStory.OPTIONS, OperatorSnapshotUtil.readStateHandle(FIRST));
  }
}
