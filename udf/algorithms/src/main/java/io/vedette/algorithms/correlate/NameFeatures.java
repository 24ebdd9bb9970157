package io.vedette.algorithms.correlate;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The parts of a name that its vector is the mean of: its words, whole, and their character n-grams
 * of {@value #SHORTEST} to {@value #LONGEST}. Words of the trade are left out, where there are
 * others.
 */
final class NameFeatures {

  private static final int SHORTEST = 3;
  private static final int LONGEST = 5;

  private NameFeatures() {}

  /** In the order of the name; each once. */
  static Set<String> of(String name) {
    Set<String> features = new LinkedHashSet<>();
    NameTokens.visit(
        name,
        (word, isGeneric) -> {
          if (!isGeneric) {
            add(word, features);
          }
        });
    if (features.isEmpty()) {
      NameTokens.visit(name, (word, isGeneric) -> add(word, features));
    }
    return features;
  }

  private static void add(String word, Set<String> features) {
    String framed = "<" + word + ">";
    features.add(framed);
    for (int length = SHORTEST; length <= LONGEST; length++) {
      for (int begin = 0; begin + length <= framed.length(); begin++) {
        features.add(framed.substring(begin, begin + length));
      }
    }
  }
}
