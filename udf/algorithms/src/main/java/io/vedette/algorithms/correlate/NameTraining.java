package io.vedette.algorithms.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training of names, and whether what came of it is used.
 *
 * <p>Champion against challenger: trained on the first three quarters of the history, or on all
 * that the champion knew if that is more, the challenger is used when on the rest, at a cosine
 * where 98 of 100 pairs belong together, it finds more of those that do than the champion, and than
 * spelling alone. Then it is trained again on all of the history. Call paths are taken along where
 * that finds more.
 *
 * @param trial of the challenger on the history held back from it
 * @param spelling the same of spelling alone
 * @param champion the same of the champion; null without one
 * @param names to be used; null when the challenger is not
 * @param sentences it was trained on
 * @param paths of calls it was trained on
 * @param reason why it is used or not, for a person
 */
public record NameTraining(
    NameTrial trial,
    NameTrial spelling,
    @Nullable NameTrial champion,
    @Nullable TrainedNames names,
    int sentences,
    int paths,
    String reason) {

  private static final double TRAINED_ON = 0.75;

  /**
   * A model in use.
   *
   * @param names the model
   * @param to time of the newest history it knows, milliseconds since the epoch
   */
  public record Champion(TrainedNames names, long to) {}

  /** What was trained, and how it did. */
  private record Candidate(boolean isOfParts, NameTrial trial, int paths) {}

  /**
   * Trains and judges, on sentences alone.
   *
   * @param champion used at present; null for none
   */
  public static NameTraining train(
      List<List<String>> sentences,
      @Nullable TrainedNames champion,
      SkipGramParameters parameters) {
    return train(
        new NameHistory(
            sentences.stream().map(names -> new NameHistory.Sentence(0, names)).toList(),
            List.of()),
        champion == null ? null : new Champion(champion, Long.MIN_VALUE),
        parameters);
  }

  /**
   * Trains and judges. Time: that of {@link SkipGramTrainer} twice, three times with call paths.
   *
   * @param champion used at present; null for none
   */
  public static NameTraining train(
      NameHistory history, @Nullable Champion champion, SkipGramParameters parameters) {
    int size = history.sentences().size();
    int split = heldBackFrom(history, champion);
    List<List<String>> before = history.names(0, split);
    List<List<String>> heldBack = history.names(split, size);
    NameTrial spelling = NameTrial.of(new SubwordEmbedding(), heldBack);
    NameTrial incumbent = champion == null ? null : NameTrial.of(champion.names(), heldBack);
    Candidate chosen = candidate(List.of(), before, heldBack, parameters);
    if (!history.paths().isEmpty()) {
      Candidate other = candidate(history.paths(), before, heldBack, parameters);
      chosen = other.trial().isBetterThan(chosen.trial()) ? other : chosen;
    }
    NameTrial trial = chosen.trial();
    boolean isBetter =
        trial.isBetterThan(spelling) && (incumbent == null || trial.isBetterThan(incumbent));
    TrainedNames names = null;
    if (isBetter) {
      List<List<String>> paths = chosen.paths() > 0 ? history.paths() : List.of();
      Map<String, float[]> all =
          SkipGramTrainer.train(joined(paths, history.names(0, size)), parameters);
      names = new TrainedNames(all, trial.leastCosine());
    }
    return new NameTraining(
        trial,
        spelling,
        incumbent,
        names,
        size,
        chosen.paths(),
        reason(chosen, spelling, incumbent));
  }

  private static Candidate candidate(
      List<List<String>> paths,
      List<List<String>> before,
      List<List<String>> heldBack,
      SkipGramParameters parameters) {
    Map<String, float[]> parts = SkipGramTrainer.train(joined(paths, before), parameters);
    return new Candidate(
        !parts.isEmpty(), NameTrial.of(new TrainedNames(parts, 1), heldBack), paths.size());
  }

  private static List<List<String>> joined(List<List<String>> first, List<List<String>> second) {
    List<List<String>> joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }

  /** Where what is held back begins: the champion must not have seen it either. */
  private static int heldBackFrom(NameHistory history, @Nullable Champion champion) {
    List<NameHistory.Sentence> sentences = history.sentences();
    int from = (int) (TRAINED_ON * sentences.size());
    while (champion != null
        && from < sentences.size()
        && sentences.get(from).time() <= champion.to()) {
      from++;
    }
    return from;
  }

  private static String reason(Candidate chosen, NameTrial spelling, @Nullable NameTrial champion) {
    NameTrial trial = chosen.trial();
    if (!chosen.isOfParts()) {
      return "too little history: fewer than two names are heard often enough";
    }
    if (!trial.tells()) {
      return "too little history to compare: "
          + trial.together()
          + " pairs of names belong together in what neither was trained on";
    }
    String figures = "finds " + percent(trial) + ", spelling " + percent(spelling);
    return champion == null
        ? figures + " of what alerts together"
        : figures + ", the champion " + percent(champion) + " of what alerts together";
  }

  private static String percent(NameTrial trial) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * trial.recall());
  }

  /** The trial of what was in use: the champion, or spelling where there is none. */
  public NameTrial incumbent() {
    return champion == null ? spelling : champion;
  }
}
