package io.vedette.functions.noise;

import io.vedette.algorithms.noise.NoiseBook;
import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.control.NoiseRule;
import io.vedette.schema.control.Silence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;

/** The rules of noise as they are now: owner of the broadcast state {@code noise-rules}. */
final class NoiseRuleBook {

  private final NoiseOptions options;
  private final NoiseCounters counters;
  private @Nullable NoiseBook book;

  NoiseRuleBook(NoiseOptions options, NoiseCounters counters) {
    this.options = options;
    this.counters = counters;
  }

  /** The rules; read from the state when they are asked for first, since open() cannot. */
  NoiseBook of(ReadOnlyBroadcastState<String, NoiseRule> stored) throws Exception {
    NoiseBook known = book;
    if (known == null) {
      Map<String, NoiseRule> rules = new HashMap<>(options.given());
      for (Map.Entry<String, NoiseRule> entry : stored.immutableEntries()) {
        rules.put(entry.getKey(), entry.getValue());
      }
      known = new NoiseBook(options.parameters(), rules);
      counters.unusable(known.unusable().size());
      book = known;
    }
    return known;
  }

  /**
   * Takes a rule that is new, changed or removed.
   *
   * @return false when it is one too many: then nothing changed
   */
  boolean change(NoiseRuleChange change, BroadcastState<String, NoiseRule> stored, long now)
      throws Exception {
    NoiseRule rule = change.rule();
    if (rule == null) {
      stored.remove(change.key());
    } else {
      if (!stored.contains(change.key()) && dropEnded(stored, now) >= options.rules()) {
        return false;
      }
      stored.put(change.key(), rule);
    }
    book = null;
    return true;
  }

  /**
   * Silences that ended are without effect, so tasks whose clocks differ may drop them at different
   * times.
   *
   * @return how many rules are left
   */
  private static int dropEnded(BroadcastState<String, NoiseRule> stored, long now)
      throws Exception {
    List<String> ended = new ArrayList<>();
    int left = 0;
    for (Map.Entry<String, NoiseRule> entry : stored.immutableEntries()) {
      Silence silence = entry.getValue().getSilence();
      if (silence != null && silence.getEndsAt() <= now) {
        ended.add(entry.getKey());
      } else {
        left++;
      }
    }
    for (String key : ended) {
      stored.remove(key);
    }
    return left;
  }
}
