package io.vedette.algorithms.noise;

import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.control.FlappingRule;
import io.vedette.schema.control.InhibitionRule;
import io.vedette.schema.control.MaintenanceWindow;
import io.vedette.schema.control.NoiseRule;
import io.vedette.schema.control.Silence;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link NoiseGate} with a clock turned by hand, and what it said. */
final class GateStory implements NoiseStore, NoiseOutput {

  static final long BEGINNING = 1_700_000_000_000L;
  static final long SECOND = 1000;
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;

  final Map<NoiseCount, Integer> counts = new EnumMap<>(NoiseCount.class);
  final List<Reminder> reminders = new ArrayList<>();

  /** Ids of firings that those behind take to fire, by what was passed on. */
  final Map<String, String> open = new TreeMap<>();

  private final NoiseParameters parameters;
  private final Map<String, NoiseRule> rules = new HashMap<>();
  private final List<String> passed = new ArrayList<>();
  private final List<AlertState> told = new ArrayList<>();
  private Map<String, TrackedAlert> stored = new TreeMap<>();
  private NoiseGate gate;
  private long now = BEGINNING;

  GateStory(NoiseParameters parameters) {
    this.parameters = parameters;
    this.gate = new NoiseGate(parameters, book(), this, this, 0);
  }

  static GateStory begin() {
    return new GateStory(NoiseParameters.defaults());
  }

  private NoiseBook book() {
    return new NoiseBook(parameters, rules);
  }

  /** Time goes on; the gate is looked at whenever it asks for it. */
  void at(long time) {
    while (gate.nextLook() <= time && gate.nextLook() > now) {
      now = gate.nextLook();
      gate.look(now);
    }
    now = time;
    gate.look(now);
  }

  long now() {
    return now;
  }

  void rule(String key, @Nullable NoiseRule rule) {
    if (rule == null) {
      rules.remove(key);
    } else {
      rules.put(key, rule);
    }
    gate.rules(book(), now);
  }

  void fires(String name, long startedAt, String... labels) {
    take(alert(name, name + '-' + startedAt, startedAt, AlertStatus.FIRING, labels));
  }

  void resolves(String name, long startedAt, long endedAt, String... labels) {
    take(alert(name, name + '-' + startedAt, endedAt, AlertStatus.RESOLVED, labels));
  }

  void take(IncomingAlert alert) {
    gate.take(alert, now);
  }

  /** As after a restore: what is kept goes through its stored form. */
  void restart() {
    Map<String, TrackedAlert> restored = new TreeMap<>();
    stored.forEach((key, alert) -> restored.put(key, TrackedAlert.fromStored(alert.toStored())));
    stored = restored;
    gate = new NoiseGate(parameters, book(), this, this, gate.lookedAt());
  }

  /** Since this was asked last: {@code +id} for a firing, {@code -id} for a resolution. */
  List<String> passed() {
    List<String> all = List.copyOf(passed);
    passed.clear();
    return all;
  }

  /** Since this was asked last: name, state and rules. */
  List<String> told() {
    List<String> all =
        told.stream()
            .map(
                state ->
                    state.getAlert().getName()
                        + ' '
                        + state.getState()
                        + (state.getRules().isEmpty() ? "" : " " + state.getRules()))
            .toList();
    told.clear();
    return all;
  }

  AlertState lastTold() {
    return told.get(told.size() - 1);
  }

  List<AlertState> allTold() {
    return told;
  }

  int size() {
    return gate.size();
  }

  long nextLook() {
    return gate.nextLook();
  }

  int count(NoiseCount what, int otherwise) {
    return counts.getOrDefault(what, otherwise);
  }

  static IncomingAlert alert(
      String name, String id, long ts, AlertStatus status, String... labels) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    return IncomingAlert.newBuilder()
        .setId(id)
        .setFingerprint("f-" + name)
        .setTs(ts)
        .setStatus(status)
        .setEnvironment("prod")
        .setName(name)
        .setSeverity(Severity.WARNING)
        .setLabels(map)
        .build();
  }

  static NoiseRule silence(long from, long to, String... matchers) {
    return rule(
        builder ->
            builder.setSilence(
                Silence.newBuilder()
                    .setMatchers(List.of(matchers))
                    .setStartsAt(from)
                    .setEndsAt(to)
                    .setAuthor("ann")
                    .setComment("move")
                    .build()));
  }

  static NoiseRule window(String start, long millis, String recurrence, String... matchers) {
    return rule(
        builder ->
            builder.setMaintenance(
                MaintenanceWindow.newBuilder()
                    .setMatchers(List.of(matchers))
                    .setStartsAt(start)
                    .setDurationMs(millis)
                    .setRecurrence(recurrence)
                    .setOwner("ops")
                    .build()));
  }

  static NoiseRule inhibition(List<String> source, List<String> target, String... equal) {
    return rule(
        builder ->
            builder.setInhibition(
                InhibitionRule.newBuilder()
                    .setSource(source)
                    .setTarget(target)
                    .setEqual(List.of(equal))
                    .build()));
  }

  static NoiseRule flapping(FlappingRule.Builder rule, String... matchers) {
    return rule(builder -> builder.setFlapping(rule.setMatchers(List.of(matchers)).build()));
  }

  private static NoiseRule rule(Consumer<NoiseRule.Builder> fill) {
    NoiseRule.Builder builder = NoiseRule.newBuilder();
    fill.accept(builder);
    return builder.build();
  }

  @Override
  public @Nullable TrackedAlert get(String fingerprint) {
    return stored.get(fingerprint);
  }

  @Override
  public void put(String fingerprint, TrackedAlert alert) {
    stored.put(fingerprint, alert);
  }

  @Override
  public void remove(String fingerprint) {
    stored.remove(fingerprint);
  }

  @Override
  public void forEach(Consumer<TrackedAlert> taken) {
    stored.values().forEach(taken);
  }

  @Override
  public void pass(IncomingAlert alert) {
    boolean fires = alert.getStatus() == AlertStatus.FIRING;
    passed.add((fires ? "+" : "-") + alert.getId());
    if (fires) {
      open.put(alert.getId(), alert.getFingerprint());
    } else {
      open.remove(alert.getId());
    }
  }

  @Override
  public void tell(AlertState state) {
    told.add(state);
  }

  @Override
  public void remind(Reminder reminder) {
    reminders.add(reminder);
  }

  @Override
  public void count(NoiseCount what) {
    counts.merge(what, 1, Integer::sum);
  }
}
