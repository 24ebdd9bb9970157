package io.vedette.algorithms.correlate;

import java.util.List;

/**
 * What names are trained on.
 *
 * @param sentences heard in alerts, the oldest first
 * @param paths of calls, each from caller to callee; may be none
 */
public record NameHistory(List<Sentence> sentences, List<List<String>> paths) {

  /**
   * Names that were heard at one moment.
   *
   * @param time of the last one, milliseconds since the epoch
   * @param names each once, in the order they came
   */
  public record Sentence(long time, List<String> names) {

    /** Copies the names. */
    public Sentence {
      names = List.copyOf(names);
    }
  }

  /** Copies the lists. */
  public NameHistory {
    sentences = List.copyOf(sentences);
    paths = List.copyOf(paths);
  }

  List<List<String>> names(int from, int to) {
    return sentences.subList(from, to).stream().map(Sentence::names).toList();
  }
}
