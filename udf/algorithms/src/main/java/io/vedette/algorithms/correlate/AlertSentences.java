package io.vedette.algorithms.correlate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Alerts of one environment as sentences: the names that were heard within {@value #LONGEST_MILLIS}
 * ms, each once, in the order they came: who called, whom, what is called so. That is what {@link
 * SkipGramTrainer} learns from.
 */
public final class AlertSentences {

  private static final long LONGEST_MILLIS = 15_000;
  private static final long QUIET_MILLIS = 5_000;
  private static final int MOST_NAMES = 64;

  private final int most;
  private final List<NameHistory.Sentence> sentences = new ArrayList<>();
  private final Set<String> names = new LinkedHashSet<>();
  private long begin;
  private long last;

  /**
   * With nothing heard yet.
   *
   * @param most sentences kept; the oldest go first
   */
  public AlertSentences(int most) {
    this.most = most;
  }

  /** Hears an alert; alerts come in order of time. */
  public void hear(Firing firing) {
    if (firing.time() - begin > LONGEST_MILLIS
        || firing.time() - last > QUIET_MILLIS
        || names.size() >= MOST_NAMES) {
      end();
      begin = firing.time();
    }
    last = firing.time();
    if (firing.caller() != null) {
      add(firing.caller());
    }
    add(firing.service() == null ? firing.subject() : firing.service());
  }

  private void add(String name) {
    String service = EntityNames.service(name);
    if (service != null) {
      names.add(service);
    }
  }

  private void end() {
    if (names.size() > 1) {
      sentences.add(new NameHistory.Sentence(last, List.copyOf(names)));
      if (sentences.size() > 2 * most) {
        sentences.subList(0, sentences.size() - most).clear();
      }
    }
    names.clear();
  }

  /** All sentences so far, the oldest first. */
  public List<List<String>> all() {
    return timed().stream().map(NameHistory.Sentence::names).toList();
  }

  /** The same, with their times. */
  public List<NameHistory.Sentence> timed() {
    end();
    return List.copyOf(sentences.subList(Math.max(0, sentences.size() - most), sentences.size()));
  }
}
