package io.vedette.schema.rules;

import io.vedette.schema.LabelMatcher;
import io.vedette.schema.Labels;
import java.util.List;

/** Conditions of which all must hold. Immutable. */
public final class Matchers {

  /** Most matchers of a rule. */
  public static final int MOST = 20;

  private final List<LabelMatcher> all;

  private Matchers(List<LabelMatcher> all) {
    this.all = all;
  }

  /**
   * Reads matchers.
   *
   * @param what they are of, for the message
   * @throws IllegalArgumentException saying which is wrong; also when all of them match an alert
   *     without labels, since such a rule would hold back everything
   */
  public static Matchers parse(String what, List<String> texts) {
    if (texts.isEmpty() || texts.size() > MOST) {
      throw new IllegalArgumentException(
          what + " must be 1 to " + MOST + " matchers, are " + texts.size());
    }
    List<LabelMatcher> all = texts.stream().map(LabelMatcher::parse).toList();
    if (all.stream().allMatch(LabelMatcher::matchesMissing)) {
      throw new IllegalArgumentException(
          what + " " + texts + " match alerts without any label; one must ask for a value");
    }
    return new Matchers(all);
  }

  /** No condition: matches every alert. */
  public static Matchers none() {
    return new Matchers(List.of());
  }

  /** Whether all hold. */
  public boolean match(Labels labels) {
    for (LabelMatcher matcher : all) {
      if (!matcher.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /** Each. */
  public List<LabelMatcher> all() {
    return all;
  }
}
