package io.vedette.bench.quality.alerts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is done to streams, to see what the grouping stands. Each with its own seed. */
final class AlertVariants {

  private AlertVariants() {}

  /** Incidents one after the other, from one's start to the next's a random time. */
  static AlertSet spaced(AlertSet set, int leastSeconds, int mostSeconds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Long> starts = starts(set);
    Map<String, Long> moved = new HashMap<>();
    long next = set.alerts().get(0).time();
    for (String incident :
        starts.keySet().stream().sorted(Comparator.comparing(starts::get)).toList()) {
      moved.put(incident, next - starts.getOrDefault(incident, 0L));
      next += random.nextLong(1000L * leastSeconds, 1000L * mostSeconds);
    }
    return AlertSet.of(
        set.name() + ", starts " + leastSeconds + "-" + mostSeconds + " s apart",
        set.alerts().stream()
            .map(alert -> alert.at(alert.time() + moved.getOrDefault(alert.incident(), 0L))));
  }

  /** Every alert again and again until its incident ends, the period drawn anew each time. */
  static AlertSet resent(AlertSet set, int seconds, double jitter, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Long> ends = new HashMap<>();
    set.alerts().forEach(alert -> ends.merge(alert.incident(), alert.time(), Math::max));
    List<LabelledAlert> all = new ArrayList<>(set.alerts());
    for (LabelledAlert alert : set.alerts()) {
      long time = alert.time();
      while (true) {
        time += Math.round(1000 * seconds * random.nextDouble(1 - jitter, 1 + jitter));
        if (time > ends.getOrDefault(alert.incident(), time)) {
          break;
        }
        all.add(alert.at(time));
      }
    }
    return AlertSet.of(
        String.format(
            Locale.ROOT, "%s, again each %d s +-%.0f %%", set.name(), seconds, 100 * jitter),
        all.stream());
  }

  /** Alerts say neither who called nor what the entity runs on. */
  static AlertSet withoutContext(AlertSet set) {
    return AlertSet.of(
        set.name() + ", names alone", set.alerts().stream().map(LabelledAlert::withoutContext));
  }

  /** The hosts of the first system are those of the second. */
  static AlertSet sharingHosts(AlertSet set) {
    return AlertSet.of(
        set.name() + ", sharing hosts",
        set.alerts().stream()
            .map(
                alert ->
                    alert.of(shared(alert.entity()), alert.caller(), sharedOrNull(alert.host()))));
  }

  private static String shared(String name) {
    return name.startsWith("0.0.0.") ? "node-" + name.substring("0.0.0.".length()) : name;
  }

  private static @Nullable String sharedOrNull(@Nullable String name) {
    return name == null ? null : shared(name);
  }

  /**
   * Metric alerts come from tools that write the names their own way and know neither caller nor
   * host, each a tool by the hash of its name: {@code CartService}, {@code prod/cartservice-1}.
   */
  static AlertSet namedByTools(AlertSet set) {
    return AlertSet.of(
        set.name() + ", other tools' names",
        set.alerts().stream().map(alert -> alert.kind().equals("metric") ? foreign(alert) : alert));
  }

  private static LabelledAlert foreign(LabelledAlert alert) {
    String entity = alert.entity();
    if (Character.isDigit(entity.charAt(0))) {
      return alert;
    }
    String base = entity.replaceAll("[-0-9]+$", "");
    String stem = base.endsWith("service") ? base.substring(0, base.length() - 7) : base;
    String capital = stem.substring(0, 1).toUpperCase(Locale.ROOT) + stem.substring(1);
    return switch (Math.floorMod(alert.name().hashCode(), 3)) {
      case 0 -> alert.of(capital + "Service", null, null);
      case 1 -> alert.of("prod/" + entity, null, null);
      default -> alert.of(stem + "-svc", null, null);
    };
  }

  /**
   * Alerts below the core severity everywhere, at random times: one in so many of any entity. They
   * are no incident's and not scored.
   */
  static AlertSet withChatter(AlertSet set, double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LabelledAlert> alerts = set.alerts();
    long from = alerts.get(0).time();
    long to = alerts.get(alerts.size() - 1).time();
    List<LabelledAlert> chatter = new ArrayList<>();
    for (int i = 0; i < share * alerts.size(); i++) {
      LabelledAlert like = alerts.get(random.nextInt(alerts.size()));
      chatter.add(
          new LabelledAlert(
              random.nextLong(from, to),
              "",
              like.entity(),
              null,
              like.host(),
              "notice " + random.nextInt(20),
              "event",
              "",
              false));
    }
    return AlertSet.of(
        set.name() + String.format(Locale.ROOT, ", %.0f %% notices", 100 * share),
        Stream.concat(alerts.stream(), chatter.stream()));
  }

  private static Map<String, Long> starts(AlertSet set) {
    Map<String, Long> starts = new HashMap<>();
    set.alerts().forEach(alert -> starts.merge(alert.incident(), alert.time(), Math::min));
    return starts;
  }
}
