package io.vedette.functions;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.schema.RuleChange;
import io.vedette.schema.control.DetectorRule;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;

/**
 * Which rules apply to the series at hand: owner of the broadcast state {@code rules}.
 *
 * <p>Cost of a sample: a comparison of two references. With state that is not on the heap, a lookup
 * of the key that the series keeps.
 */
final class SeriesRules {

  private final DetectorParameters defaults;
  private final int most;
  private final SeriesNames names;
  private RuleBook book;
  private boolean loaded;

  SeriesRules(DetectorParameters defaults, int most, SeriesNames names) {
    this.defaults = defaults;
    this.most = most;
    this.names = names;
    this.book = new RuleBook(defaults, Map.of());
  }

  /** Whether what a restored job knows was read; a function cannot when it opens. */
  boolean isLoaded() {
    return loaded;
  }

  /** Takes what is in the state. */
  void load(ReadOnlyBroadcastState<String, DetectorRule> stored) throws Exception {
    Map<String, DetectorRule> rules = new HashMap<>();
    for (Map.Entry<String, DetectorRule> entry : stored.immutableEntries()) {
      rules.put(entry.getKey(), entry.getValue());
    }
    book = new RuleBook(defaults, rules);
    loaded = true;
  }

  /**
   * Takes a rule that is new, changed or removed.
   *
   * @return false when it is one too many: then nothing changed
   */
  boolean change(RuleChange change, BroadcastState<String, DetectorRule> stored) throws Exception {
    DetectorRule rule = change.rule();
    if (rule == null) {
      stored.remove(change.id());
    } else {
      if (!loaded) {
        load(stored);
      }
      if (book.size() >= most && !stored.contains(change.id())) {
        return false;
      }
      stored.put(change.id(), rule);
    }
    load(stored);
    return true;
  }

  /** How the series at hand is judged. */
  SeriesProfile of(ScoreState state, long seriesHash) throws IOException {
    SeriesProfile profile = state.profile;
    return profile != null && profile.book() == book ? profile : find(state, seriesHash);
  }

  private SeriesProfile find(ScoreState state, long seriesHash) throws IOException {
    SeriesProfile profile = book.isEmpty() ? book.none() : book.known(state.profileKey);
    if (profile == null) {
      profile = book.match(names.of(seriesHash).series().labels());
    }
    state.profileKey = profile.key();
    state.profile = profile;
    return profile;
  }
}
