package io.vedette.algorithms.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.Labels;
import io.vedette.schema.rules.Matchers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatcherIndexTest {

  private static final List<String> FORMS =
      List.of("a=1", "a=2", "b=1", "b=2", "c=1", "a!=1", "b=~1|2", "c!~1", "d=");

  /** The index finds what a look at every rule finds, each once. */
  @Test
  void findsWhatALookAtEveryRuleFinds() {
    Random random = new Random(7);
    List<Matchers> rules = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      List<String> texts = new ArrayList<>(List.of("x=~.*y|y"));
      for (int n = random.nextInt(4); n > 0; n--) {
        texts.add(FORMS.get(random.nextInt(FORMS.size())));
      }
      rules.add(Matchers.parse("matchers", texts));
    }
    MatcherIndex<Matchers> index = new MatcherIndex<>(rules, rule -> rule);
    int found = 0;
    for (int i = 0; i < 200; i++) {
      List<String> pairs = new ArrayList<>(List.of("x", "y"));
      for (String label : List.of("a", "b", "c", "d")) {
        int value = random.nextInt(4);
        if (value > 0) {
          pairs.addAll(List.of(label, Integer.toString(value)));
        }
      }
      Labels labels = Labels.of(pairs.toArray(new String[0]));
      List<Matchers> matching = new ArrayList<>();
      index.forEachMatch(labels, matching::add);
      assertThat(matching)
          .containsExactlyInAnyOrderElementsOf(
              rules.stream().filter(rule -> rule.match(labels)).toList());
      found += matching.size();
    }
    assertThat(found).isGreaterThan(1000);
  }
}
