package io.vedette.algorithms.noise;

import io.vedette.schema.LabelMatcher;
import io.vedette.schema.Labels;
import io.vedette.schema.rules.Matchers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that match a label set without a look at those that have nothing to do with it.
 *
 * <p>A rule with a condition {@code name=value} is filed under that pair, of several under the one
 * that fewest rules have; only the labels' own pairs are looked up. Rules without such a condition
 * are tried one by one.
 *
 * <p>Cost of a search: a hash a label, and the matchers of the rules filed there.
 *
 * @param <T> a rule
 */
final class MatcherIndex<T> {

  private record Entry<T>(T rule, Matchers matchers) {}

  private final Map<String, Map<String, List<Entry<T>>>> byPair = new HashMap<>();
  private final List<Entry<T>> others = new ArrayList<>();

  /** Of these rules; found in their order where they are filed together. */
  MatcherIndex(List<T> rules, Function<T, Matchers> matchersOf) {
    Map<List<String>, Integer> uses = new HashMap<>();
    for (T rule : rules) {
      for (LabelMatcher matcher : matchersOf.apply(rule).all()) {
        String value = matcher.onlyValue();
        if (value != null) {
          uses.merge(List.of(matcher.label(), value), 1, Integer::sum);
        }
      }
    }
    for (T rule : rules) {
      Matchers matchers = matchersOf.apply(rule);
      List<String> pair = rarest(matchers, uses);
      listFor(pair).add(new Entry<>(rule, matchers));
    }
  }

  private List<Entry<T>> listFor(@Nullable List<String> pair) {
    return pair == null
        ? others
        : byPair
            .computeIfAbsent(pair.get(0), name -> new HashMap<>())
            .computeIfAbsent(pair.get(1), value -> new ArrayList<>());
  }

  private static @Nullable List<String> rarest(Matchers matchers, Map<List<String>, Integer> uses) {
    List<String> rarest = null;
    int least = Integer.MAX_VALUE;
    for (LabelMatcher matcher : matchers.all()) {
      String value = matcher.onlyValue();
      if (value != null) {
        List<String> pair = List.of(matcher.label(), value);
        int count = uses.getOrDefault(pair, 0);
        if (count < least) {
          least = count;
          rarest = pair;
        }
      }
    }
    return rarest;
  }

  /** Hands on every rule that matches. */
  void forEachMatch(Labels labels, Consumer<T> found) {
    if (!byPair.isEmpty()) {
      for (int i = 0; i < labels.size(); i++) {
        Map<String, List<Entry<T>>> byValue = byPair.get(labels.name(i));
        if (byValue != null) {
          offer(byValue.getOrDefault(labels.value(i), List.of()), labels, found);
        }
      }
    }
    offer(others, labels, found);
  }

  private static <T> void offer(List<Entry<T>> entries, Labels labels, Consumer<T> found) {
    for (Entry<T> entry : entries) {
      if (entry.matchers().match(labels)) {
        found.accept(entry.rule());
      }
    }
  }
}
