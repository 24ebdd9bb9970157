package io.vedette.algorithms.noise;

import io.vedette.schema.Labels;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.noise.TrackedAlertRecord;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.AlertStateKind;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.rules.FlapLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one alert, by its fingerprint. Records, lists and arrays in it are replaced,
 * never changed, so that a copy is shallow.
 *
 * <p>Some 300 bytes beside the alert as it came last.
 */
public final class TrackedAlert {

  /** Ids of firings by which a repetition of an older one is told. */
  private static final int IDS = 8;

  private static final long[] NONE = {};

  IncomingAlert alert;
  long startedAt;
  boolean firingSeen;
  long heardAt;
  @Nullable String passedAs;
  boolean isOpen;
  long passedAt;
  AlertStateKind state = AlertStateKind.RESOLVED;
  List<String> rules = List.of();
  long until;
  long flappingSince;
  private long[] transitions = NONE;
  private List<String> ids = List.of();
  private @Nullable Labels labels;

  TrackedAlert(IncomingAlert alert) {
    this.alert = alert;
  }

  boolean isFiring() {
    return alert.getStatus() == AlertStatus.FIRING;
  }

  boolean isFlapping() {
    return flappingSince != 0;
  }

  /** It fires, or is taken to fire by those behind. */
  boolean isActive() {
    return isFiring() || isFlapping();
  }

  /** What matchers see of it; made once for each record. */
  Labels labels() {
    Labels known = labels;
    if (known == null) {
      known = MatchedLabels.of(alert);
      labels = known;
    }
    return known;
  }

  void heard(IncomingAlert record, long now) {
    if (!record.getLabels().equals(alert.getLabels())
        || record.getSeverity() != alert.getSeverity()) {
      labels = null;
    }
    alert = record;
    heardAt = Math.max(heardAt, now);
    if (record.getStatus() == AlertStatus.FIRING) {
      remember(record.getId());
    }
  }

  boolean knows(String id) {
    return ids.contains(id);
  }

  /** It fired under this id. */
  void remember(String id) {
    if (!ids.contains(id)) {
      List<String> more = new ArrayList<>(ids.size() + 1);
      more.addAll(ids.size() < IDS ? ids : ids.subList(1, ids.size()));
      more.add(id);
      ids = List.copyOf(more);
    }
  }

  /** It began to fire, or was resolved. */
  void changedAt(long time) {
    int kept = Math.min(transitions.length, FlapLimits.MOST_TRANSITIONS - 1);
    long[] more = new long[kept + 1];
    System.arraycopy(transitions, transitions.length - kept, more, 0, kept);
    more[kept] = kept == 0 ? time : Math.max(time, more[kept - 1]);
    transitions = more;
  }

  void keepsStill() {
    flappingSince = 0;
    transitions = NONE;
  }

  long lastTransition() {
    return transitions.length == 0 ? 0 : transitions[transitions.length - 1];
  }

  int transitionsWithin(long span) {
    int count = 0;
    for (long transition : transitions) {
      count += lastTransition() - transition <= span ? 1 : 0;
    }
    return count;
  }

  /** Another one with the same contents. */
  public TrackedAlert copy() {
    TrackedAlert copy = new TrackedAlert(alert);
    copy.startedAt = startedAt;
    copy.firingSeen = firingSeen;
    copy.heardAt = heardAt;
    copy.passedAs = passedAs;
    copy.isOpen = isOpen;
    copy.passedAt = passedAt;
    copy.state = state;
    copy.rules = rules;
    copy.until = until;
    copy.flappingSince = flappingSince;
    copy.transitions = transitions;
    copy.ids = ids;
    copy.labels = labels;
    return copy;
  }

  /** What is told of it. */
  AlertState toState(List<String> inhibitedBy, long now) {
    return AlertState.newBuilder()
        .setFingerprint(alert.getFingerprint())
        .setEnvironment(alert.getEnvironment())
        .setState(state)
        .setRules(rules)
        .setUntil(until == 0 ? null : until)
        .setInhibitedBy(inhibitedBy)
        .setPassedAs(passedAs)
        .setAt(now)
        .setAlert(alert)
        .build();
  }

  /** As it is stored. */
  public TrackedAlertRecord toStored() {
    List<Long> times = new ArrayList<>(transitions.length);
    for (long transition : transitions) {
      times.add(transition);
    }
    return TrackedAlertRecord.newBuilder()
        .setAlert(alert)
        .setStartedAt(startedAt)
        .setFiringSeen(firingSeen)
        .setHeardAt(heardAt)
        .setPassedAs(passedAs)
        .setIsOpen(isOpen)
        .setPassedAt(passedAt)
        .setState(state)
        .setRules(rules)
        .setUntil(until)
        .setTransitions(times)
        .setFlappingSince(flappingSince)
        .setIds(ids)
        .build();
  }

  /** As it was stored. */
  public static TrackedAlert fromStored(TrackedAlertRecord record) {
    TrackedAlert known = new TrackedAlert(record.getAlert());
    known.startedAt = record.getStartedAt();
    known.firingSeen = record.getFiringSeen();
    known.heardAt = record.getHeardAt();
    known.passedAs = record.getPassedAs();
    known.isOpen = record.getIsOpen();
    known.passedAt = record.getPassedAt();
    known.state = record.getState();
    known.rules = List.copyOf(record.getRules());
    known.until = record.getUntil();
    known.flappingSince = record.getFlappingSince();
    known.transitions = record.getTransitions().stream().mapToLong(Long::longValue).toArray();
    known.ids = List.copyOf(record.getIds());
    return known;
  }
}
