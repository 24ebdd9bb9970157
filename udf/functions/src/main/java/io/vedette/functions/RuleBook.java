package io.vedette.functions;

import io.vedette.algorithms.calendar.Calendar;
import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.algorithms.detect.Sides;
import io.vedette.schema.LabelMatcher;
import io.vedette.schema.Labels;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.control.DetectorRule;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules as they are at one time, compiled. A change makes another book.
 *
 * <p>Series to which the same rules apply share a {@link SeriesProfile}, and its key, which is the
 * same in every task and after every restart: it is a hash over the contents of the book and the
 * ids of the rules. So a series has its labels matched once for each version of the rules, and once
 * more after a restart, when a task sees the key for the first time.
 *
 * <p>Cost: a lookup of a known key is a probe into an open-addressing table; a match goes through
 * every matcher of every rule.
 */
final class RuleBook {

  private final DetectorParameters defaults;
  private final List<Rule> rules;
  private final long contents;
  private final SeriesProfile none;
  private final Map<List<Rule>, SeriesProfile> bySet = new HashMap<>();
  private long[] keys = new long[16];
  private @Nullable SeriesProfile[] profiles = new SeriesProfile[16];

  private record Rule(String id, List<LabelMatcher> matchers, DetectorRule settings) {

    static Rule compile(String id, DetectorRule settings) {
      return new Rule(
          id, settings.getMatchers().stream().map(LabelMatcher::parse).toList(), settings);
    }

    boolean matches(Labels labels) {
      for (LabelMatcher matcher : matchers) {
        if (!matcher.matches(labels)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Compiles rules.
   *
   * @throws IllegalArgumentException when a matcher is not readable
   */
  RuleBook(DetectorParameters defaults, Map<String, DetectorRule> settings) {
    this.defaults = defaults;
    List<Rule> compiled = new ArrayList<>();
    settings.forEach((id, rule) -> compiled.add(Rule.compile(id, rule)));
    // the deciding one comes last
    compiled.sort(
        Comparator.comparingInt((Rule rule) -> rule.settings().getOrder()).thenComparing(Rule::id));
    rules = List.copyOf(compiled);
    long hash = SeriesHash.EMPTY;
    for (Rule rule : rules) {
      hash =
          SeriesHash.fold(
              hash, SeriesHash.of(rule.id()), SeriesHash.of(rule.settings().toString()));
    }
    contents = hash;
    none = new SeriesProfile(this, 0, new SeriesDetector(defaults), false, "");
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /** How many rules there are. */
  int size() {
    return rules.size();
  }

  /** The profile of series to which no rule applies. */
  SeriesProfile none() {
    return none;
  }

  /** The profile of a key, or null when it is of other rules or not met by this task yet. */
  @Nullable SeriesProfile known(long key) {
    for (int at = slot(key, keys.length); profiles[at] != null; at = (at + 1) & (keys.length - 1)) {
      if (keys[at] == key) {
        return profiles[at];
      }
    }
    return null;
  }

  /** The profile of a series. */
  SeriesProfile match(Labels labels) {
    List<Rule> matching = rules.stream().filter(rule -> rule.matches(labels)).toList();
    SeriesProfile profile = bySet.get(matching);
    if (profile == null) {
      profile = profile(matching);
      bySet.put(matching, profile);
      remember(profile);
    }
    return profile;
  }

  private SeriesProfile profile(List<Rule> matching) {
    DetectorParameters parameters = defaults;
    boolean off = false;
    long key = contents;
    for (Rule rule : matching) {
      DetectorRule settings = rule.settings();
      parameters = applied(settings, parameters);
      off = settings.getOff() == null ? off : settings.getOff();
      key = SeriesHash.fold(key, SeriesHash.of(rule.id()), 0);
    }
    String ids = String.join(",", matching.stream().map(Rule::id).toList());
    return new SeriesProfile(this, key == 0 ? 1 : key, new SeriesDetector(parameters), off, ids);
  }

  private static DetectorParameters applied(DetectorRule rule, DetectorParameters before) {
    DetectorParameters parameters = before;
    if (rule.getSides() != null) {
      parameters = parameters.withSides(Sides.valueOf(rule.getSides().name()));
    }
    if (rule.getThreshold() != null) {
      parameters = parameters.withThreshold(rule.getThreshold());
    }
    if (rule.getZone() != null) {
      parameters =
          parameters.withCalendar(
              new Calendar(
                  ZoneId.of(rule.getZone()),
                  rule.getHolidays().stream().map(LocalDate::parse).toList()));
    }
    return parameters.withMinimumDeviation(
        rule.getMinimumDeviation() == null
            ? parameters.minimumDeviation()
            : rule.getMinimumDeviation(),
        rule.getMinimumRelativeDeviation() == null
            ? parameters.minimumRelativeDeviation()
            : rule.getMinimumRelativeDeviation());
  }

  private void remember(SeriesProfile profile) {
    if (2 * bySet.size() > keys.length) {
      keys = new long[2 * keys.length];
      profiles = new SeriesProfile[keys.length];
      bySet.values().forEach(this::place);
    } else {
      place(profile);
    }
  }

  private void place(SeriesProfile profile) {
    int at = slot(profile.key(), keys.length);
    while (profiles[at] != null) {
      at = (at + 1) & (keys.length - 1);
    }
    keys[at] = profile.key();
    profiles[at] = profile;
  }

  private static int slot(long key, int size) {
    return (int) key & (size - 1);
  }
}
