package io.vedette.algorithms.forecast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What training came to: a model and how well it did on held-back history, or why there is none.
 *
 * @param model the model; null when there is none
 * @param reason why there is no model, in words for a person; empty when there is one
 * @param candidates figures of everything that was tried, best first, seasonal naive among them;
 *     empty when there is no model
 */
public record TrainedModel(
    @Nullable SeasonalModel model, String reason, List<CandidateFigures> candidates) {

  /** Copies the list. */
  public TrainedModel {
    candidates = List.copyOf(candidates);
  }

  static TrainedModel none(String reason) {
    return new TrainedModel(null, reason, List.of());
  }

  /** Whether there is a model. */
  public boolean isTrained() {
    return model != null;
  }

  /** Figures of the chosen candidate; null when there is no model. */
  public @Nullable CandidateFigures chosen() {
    return candidates.isEmpty() ? null : candidates.get(0);
  }

  /** Figures of this family; null when it was not tried. */
  public @Nullable CandidateFigures of(ModelFamily family) {
    return candidates.stream().filter(one -> one.family() == family).findFirst().orElse(null);
  }
}
