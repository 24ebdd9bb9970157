package io.vedette.algorithms.noise;

import io.vedette.schema.Labels;
import io.vedette.schema.control.FlappingRule;
import io.vedette.schema.control.InhibitionRule;
import io.vedette.schema.control.MaintenanceWindow;
import io.vedette.schema.control.NoiseRule;
import io.vedette.schema.control.Silence;
import io.vedette.schema.rules.FlapLimits;
import io.vedette.schema.rules.Matchers;
import io.vedette.schema.rules.RecurringWindow;
import io.vedette.schema.rules.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of noise as they are at one time, compiled. A change makes another book.
 *
 * <p>Cost: a look-up is a hash a label and the matchers of rules that share a pair with the alert,
 * see {@link MatcherIndex}; rules that have nothing to do with it cost nothing.
 */
public final class NoiseBook {

  /** A silence or a maintenance window. */
  record Timed(String key, Matchers matchers, Schedule schedule, String owner, long remindBefore) {}

  /** An inhibition. */
  record Inhibition(String key, Matchers source, Matchers target, List<String> equal) {}

  /** A rule of flapping; without limits nothing that matches flaps. */
  record Flapping(String key, Matchers matchers, @Nullable FlapLimits limits) {}

  /** What holds an alert back for a known time: keys in order, and the end of the last. */
  record Hold(List<String> rules, long until) {
    static final Hold NONE = new Hold(List.of(), 0);
  }

  /** Key of the limits that are settings. */
  static final String SETTINGS = "flapping/";

  private final NoiseParameters parameters;
  private final @Nullable Flapping bySettings;
  private final List<Timed> timed = new ArrayList<>();
  private final MatcherIndex<Timed> timedIndex;
  private final MatcherIndex<Inhibition> bySource;
  private final MatcherIndex<Inhibition> byTarget;
  private final MatcherIndex<Flapping> flapping;
  private final List<String> unusable = new ArrayList<>();
  private long computedAt = Long.MAX_VALUE;
  private long nextChange;

  /** Of rules by their keys. A rule that cannot be read has no effect, see {@link #unusable}. */
  public NoiseBook(NoiseParameters parameters, Map<String, NoiseRule> rules) {
    this.parameters = parameters;
    FlapLimits limits = parameters.flapping();
    bySettings = limits == null ? null : new Flapping(SETTINGS, Matchers.none(), limits);
    List<Inhibition> inhibitions = new ArrayList<>();
    List<Flapping> flaps = new ArrayList<>();
    new TreeMap<>(rules)
        .forEach(
            (key, rule) -> {
              try {
                compile(key, rule, inhibitions, flaps);
              } catch (IllegalArgumentException ofAnotherRelease) {
                unusable.add(key + ": " + ofAnotherRelease.getMessage());
              }
            });
    timedIndex = new MatcherIndex<>(timed, Timed::matchers);
    bySource = new MatcherIndex<>(inhibitions, Inhibition::source);
    byTarget = new MatcherIndex<>(inhibitions, Inhibition::target);
    flapping = new MatcherIndex<>(flaps, Flapping::matchers);
  }

  private void compile(
      String key, NoiseRule rule, List<Inhibition> inhibitions, List<Flapping> flaps) {
    Silence silence = rule.getSilence();
    if (silence != null) {
      timed.add(
          new Timed(
              key,
              Matchers.parse("matchers", silence.getMatchers()),
              Schedule.once(silence.getStartsAt(), silence.getEndsAt()),
              silence.getAuthor(),
              remindBefore(silence.getRemindBeforeMs())));
    }
    MaintenanceWindow window = rule.getMaintenance();
    if (window != null) {
      timed.add(
          new Timed(
              key,
              Matchers.parse("matchers", window.getMatchers()),
              RecurringWindow.parse(
                  window.getStartsAt(),
                  window.getZone(),
                  window.getDurationMs(),
                  window.getRecurrence()),
              window.getOwner(),
              remindBefore(window.getRemindBeforeMs())));
    }
    InhibitionRule inhibition = rule.getInhibition();
    if (inhibition != null) {
      inhibitions.add(
          new Inhibition(
              key,
              Matchers.parse("source", inhibition.getSource()),
              Matchers.parse("target", inhibition.getTarget()),
              inhibition.getEqual()));
    }
    FlappingRule flap = rule.getFlapping();
    if (flap != null) {
      flaps.add(
          new Flapping(
              key,
              Matchers.parse("matchers", flap.getMatchers()),
              flap.getOff() ? null : limits(flap)));
    }
  }

  private long remindBefore(@Nullable Long millis) {
    return millis == null ? parameters.remindBefore().toMillis() : millis;
  }

  private FlapLimits limits(FlappingRule rule) {
    FlapLimits general = parameters.flapping();
    FlapLimits base = general == null ? FlapLimits.defaults() : general;
    Integer transitions = rule.getTransitions();
    Long within = rule.getWithinMs();
    Long stableFor = rule.getStableForMs();
    return new FlapLimits(
        transitions == null ? base.transitions() : transitions,
        within == null ? base.within() : Duration.ofMillis(within),
        stableFor == null ? base.stableFor() : Duration.ofMillis(stableFor));
  }

  /** Rules without effect, each with the reason. */
  public List<String> unusable() {
    return Collections.unmodifiableList(unusable);
  }

  /** Silences and windows that hold back an alert with these labels at a time. */
  Hold hold(Labels labels, long time) {
    HoldSearch search = new HoldSearch(time);
    timedIndex.forEachMatch(labels, search);
    return search.found();
  }

  private static final class HoldSearch implements Consumer<Timed> {
    private final long time;
    private @Nullable List<String> rules;
    private long until;

    private HoldSearch(long time) {
      this.time = time;
    }

    @Override
    public void accept(Timed rule) {
      long end = rule.schedule().activeUntil(time);
      if (end > time) {
        List<String> keys = rules;
        if (keys == null) {
          keys = new ArrayList<>(2);
          rules = keys;
        }
        keys.add(rule.key());
        until = Math.max(until, end);
      }
    }

    private Hold found() {
      List<String> keys = rules;
      if (keys == null) {
        return Hold.NONE;
      }
      Collections.sort(keys);
      return new Hold(keys, until);
    }
  }

  /** Inhibitions of which an alert with these labels is a source. */
  void sourceOf(Labels labels, Consumer<Inhibition> found) {
    bySource.forEachMatch(labels, found);
  }

  /** Inhibitions of which an alert with these labels is a target. */
  void targetOf(Labels labels, Consumer<Inhibition> found) {
    byTarget.forEachMatch(labels, found);
  }

  /** By what an alert with these labels may be flapping; null for nothing. */
  @Nullable Flapping flapping(Labels labels) {
    List<Flapping> matching = new ArrayList<>(1);
    flapping.forEachMatch(labels, matching::add);
    Flapping first = null;
    for (Flapping rule : matching) {
      first = first == null || rule.key().compareTo(first.key()) < 0 ? rule : first;
    }
    if (first == null) {
      return bySettings;
    }
    return first.limits() == null ? null : first;
  }

  /** The next time after this one at which a rule begins, ends or is reminded of. */
  long nextChange(long time) {
    if (time < computedAt || time >= nextChange) {
      nextChange = Schedule.NEVER;
      for (Timed rule : timed) {
        nextChange = Math.min(nextChange, rule.schedule().nextChange(time));
        long remindAt = remindAt(rule, time);
        if (remindAt > time) {
          nextChange = Math.min(nextChange, remindAt);
        }
      }
      computedAt = time;
    }
    return nextChange;
  }

  /** Rules in effect whose reminder is due after one time and not after another. */
  List<Timed> toRemindOf(long after, long until) {
    List<Timed> due = new ArrayList<>();
    for (Timed rule : timed) {
      long remindAt = remindAt(rule, until);
      if (remindAt > after && remindAt <= until) {
        due.add(rule);
      }
    }
    return due;
  }

  private static long remindAt(Timed rule, long time) {
    long end = rule.schedule().activeUntil(time);
    return end > time && rule.remindBefore() > 0 ? end - rule.remindBefore() : 0;
  }
}
