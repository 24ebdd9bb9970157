package io.vedette.algorithms.noise;

import io.vedette.algorithms.noise.NoiseBook.Inhibition;
import io.vedette.schema.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Which alerts of an environment inhibit which, by the rules of one book.
 *
 * <p>As in Alertmanager (inhibit package): an alert is inhibited while another one fires that
 * matches the source side and has the same values of the labels that must be equal; an alert that
 * matches both sides is not inhibited by one that does too, so none inhibits itself. Whether the
 * source is held back itself does not matter.
 *
 * <p>Alerts are filed under rule and values of the equal labels. Cost of a change: the rules it
 * takes part in, and when the first source came or the last one left, the targets filed with it.
 * Memory: some 100 bytes an alert and rule it takes part in.
 */
final class Inhibitions {

  /** Inhibiting alerts named of an alert. */
  private static final int NAMED = 10;

  /** What holds an alert back. */
  record Found(List<String> rules, List<String> by) {
    static final Found NONE = new Found(List.of(), List.of());
  }

  private record Place(String rule, List<String> values) {}

  private static final class Group {
    private final String rule;

    /** Sources that do not match the target side, by fingerprint. */
    private final Set<String> plain = new LinkedHashSet<>();

    /** Sources that match both sides. */
    private final Set<String> both = new LinkedHashSet<>();

    /** Targets, and whether they match both sides. */
    private final Map<String, Boolean> targets = new LinkedHashMap<>();

    private Group(String rule) {
      this.rule = rule;
    }

    private boolean inhibits(boolean isBoth) {
      return !plain.isEmpty() || (!isBoth && !both.isEmpty());
    }

    private boolean isEmpty() {
      return plain.isEmpty() && both.isEmpty() && targets.isEmpty();
    }
  }

  /** The part an alert takes in a group. */
  private record Part(Place place, boolean isSource, boolean isTarget) {}

  private record Lingering(String fingerprint, long until) {}

  private final NoiseBook book;
  private final Map<Place, Group> groups = new HashMap<>();
  private final Map<String, List<Part>> parts = new HashMap<>();
  private final Map<String, Long> lingers = new HashMap<>();
  private final PriorityQueue<Lingering> lingering =
      new PriorityQueue<>(
          Comparator.comparingLong(Lingering::until).thenComparing(Lingering::fingerprint));
  private final Set<String> affected = new LinkedHashSet<>();

  Inhibitions(NoiseBook book) {
    this.book = book;
  }

  /** An alert fires with these labels. */
  void fires(String fingerprint, Labels labels) {
    lingers.remove(fingerprint);
    List<Part> before = parts.get(fingerprint);
    List<Part> now = partsOf(labels);
    if (now.equals(before == null ? List.of() : before)) {
      return;
    }
    leave(fingerprint);
    if (!now.isEmpty()) {
      parts.put(fingerprint, now);
      now.forEach(part -> join(fingerprint, part));
    }
  }

  /** An alert fires no longer; it goes on to inhibit until a time. */
  void ends(String fingerprint, long until) {
    List<Part> before = parts.get(fingerprint);
    if (before != null && !lingers.containsKey(fingerprint)) {
      lingers.put(fingerprint, until);
      lingering.add(new Lingering(fingerprint, until));
    }
  }

  /** Lets go of those whose time is over. */
  void advance(long time) {
    for (Lingering first = lingering.peek();
        first != null && first.until() <= time;
        first = lingering.peek()) {
      lingering.remove();
      Long until = lingers.get(first.fingerprint());
      if (until != null && until == first.until()) {
        forget(first.fingerprint());
      }
    }
  }

  /** When {@link #advance} has something to do next. */
  long nextEnd() {
    Lingering first = lingering.peek();
    return first == null ? Long.MAX_VALUE : first.until();
  }

  /** An alert is known no longer. */
  void forget(String fingerprint) {
    lingers.remove(fingerprint);
    leave(fingerprint);
  }

  /** Targets to which something changed since this was asked last. */
  List<String> drainAffected() {
    List<String> changed = List.copyOf(affected);
    affected.clear();
    return changed;
  }

  /** What inhibits an alert that fires. */
  Found of(String fingerprint) {
    List<Part> taken = parts.get(fingerprint);
    if (taken == null) {
      return Found.NONE;
    }
    List<String> rules = new ArrayList<>();
    Set<String> by = new LinkedHashSet<>();
    for (Part part : taken) {
      Group group = groups.get(part.place());
      if (part.isTarget() && group != null && group.inhibits(part.isSource())) {
        rules.add(group.rule);
        name(by, group.plain);
        if (!part.isSource()) {
          name(by, group.both);
        }
      }
    }
    rules.sort(null);
    return rules.isEmpty() ? Found.NONE : new Found(rules, List.copyOf(by));
  }

  private static void name(Set<String> by, Set<String> sources) {
    for (String source : sources) {
      if (by.size() == NAMED) {
        return;
      }
      by.add(source);
    }
  }

  private List<Part> partsOf(Labels labels) {
    List<Inhibition> sources = new ArrayList<>(2);
    book.sourceOf(labels, sources::add);
    List<Inhibition> targets = new ArrayList<>(2);
    book.targetOf(labels, targets::add);
    List<Part> all = new ArrayList<>(sources.size() + targets.size());
    for (Inhibition rule : sources) {
      all.add(new Part(place(rule, labels), true, targets.contains(rule)));
    }
    for (Inhibition rule : targets) {
      if (!sources.contains(rule)) {
        all.add(new Part(place(rule, labels), false, true));
      }
    }
    return all;
  }

  private static Place place(Inhibition rule, Labels labels) {
    List<String> values = new ArrayList<>(rule.equal().size());
    for (String label : rule.equal()) {
      String value = labels.get(label);
      values.add(value == null ? "" : value);
    }
    return new Place(rule.key(), values);
  }

  private void join(String fingerprint, Part part) {
    Group group = groups.computeIfAbsent(part.place(), place -> new Group(place.rule()));
    boolean plainBefore = group.inhibits(true);
    boolean anyBefore = group.inhibits(false);
    if (part.isSource()) {
      (part.isTarget() ? group.both : group.plain).add(fingerprint);
    }
    if (part.isTarget()) {
      group.targets.put(fingerprint, part.isSource());
    }
    tell(group, plainBefore, anyBefore);
  }

  private void leave(String fingerprint) {
    List<Part> taken = parts.remove(fingerprint);
    if (taken == null) {
      return;
    }
    for (Part part : taken) {
      Group group = groups.get(part.place());
      if (group == null) {
        continue;
      }
      boolean plainBefore = group.inhibits(true);
      boolean anyBefore = group.inhibits(false);
      group.plain.remove(fingerprint);
      group.both.remove(fingerprint);
      group.targets.remove(fingerprint);
      tell(group, plainBefore, anyBefore);
      if (group.isEmpty()) {
        groups.remove(part.place());
      }
    }
  }

  private void tell(Group group, boolean plainBefore, boolean anyBefore) {
    boolean plainChanged = plainBefore != group.inhibits(true);
    boolean anyChanged = anyBefore != group.inhibits(false);
    if (plainChanged || anyChanged) {
      group.targets.forEach(
          (target, isBoth) -> {
            if (isBoth ? plainChanged : anyChanged) {
              affected.add(target);
            }
          });
    }
  }

  /** For tests: whether nothing is kept. */
  boolean isEmpty() {
    return groups.isEmpty() && parts.isEmpty() && lingers.isEmpty();
  }
}
