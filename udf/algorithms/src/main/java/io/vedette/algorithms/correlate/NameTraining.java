package io.vedette.algorithms.correlate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training of names, and whether what came of it is used.
 *
 * <p>Champion against challenger: trained on the first three quarters of the history, the
 * challenger is used when on the last quarter, at a cosine where 95 of 100 pairs belong together,
 * it finds more of those that do than the champion, and than spelling alone. Then it is trained
 * again on all of the history.
 *
 * @param trial of the challenger on the history held back from it
 * @param incumbent the same of the champion, or of spelling where there is none
 * @param names to be used; null when the challenger is not
 * @param sentences it was trained on
 */
public record NameTraining(
    NameTrial trial, NameTrial incumbent, @Nullable TrainedNames names, int sentences) {

  private static final double TRAINED_ON = 0.75;

  /**
   * Trains and judges.
   *
   * @param champion used at present; null for none
   */
  public static NameTraining train(
      List<List<String>> sentences,
      @Nullable TrainedNames champion,
      SkipGramParameters parameters) {
    int split = (int) (TRAINED_ON * sentences.size());
    List<List<String>> heldBack = sentences.subList(split, sentences.size());
    NameTrial spelling = NameTrial.of(new SubwordEmbedding(), heldBack);
    NameTrial incumbent = champion == null ? spelling : NameTrial.of(champion, heldBack);
    Map<String, float[]> parts = SkipGramTrainer.train(sentences.subList(0, split), parameters);
    NameTrial trial = NameTrial.of(new TrainedNames(parts, 1), heldBack);
    if (parts.isEmpty() || !trial.isBetterThan(spelling) || !trial.isBetterThan(incumbent)) {
      return new NameTraining(trial, incumbent, null, sentences.size());
    }
    Map<String, float[]> all = SkipGramTrainer.train(sentences, parameters);
    return new NameTraining(
        trial, incumbent, new TrainedNames(all, trial.leastCosine()), sentences.size());
  }
}
