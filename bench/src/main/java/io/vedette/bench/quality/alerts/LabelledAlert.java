package io.vedette.bench.quality.alerts;

import io.vedette.algorithms.correlate.Firing;
import org.jspecify.annotations.Nullable;

/**
 * An alert whose incident is known.
 *
 * @param time milliseconds since the epoch
 * @param incident the label
 * @param entity service, instance or host it is about
 * @param caller who called it, if known
 * @param host what it runs on, if known
 * @param name of the alert
 * @param kind metric or trace; empty when unknown
 * @param variant direction or type; empty when unknown
 * @param isCore whether it is grave enough to hold a group together
 */
record LabelledAlert(
    long time,
    String incident,
    String entity,
    @Nullable String caller,
    @Nullable String host,
    String name,
    String kind,
    String variant,
    boolean isCore) {

  LabelledAlert at(long other) {
    return new LabelledAlert(other, incident, entity, caller, host, name, kind, variant, isCore);
  }

  LabelledAlert of(String otherEntity, @Nullable String otherCaller, @Nullable String otherHost) {
    return new LabelledAlert(
        time, incident, otherEntity, otherCaller, otherHost, name, kind, variant, isCore);
  }

  LabelledAlert withoutContext() {
    return of(entity, null, null);
  }

  LabelledAlert withoutSeverity() {
    return new LabelledAlert(time, incident, entity, caller, host, name, kind, variant, true);
  }

  /** As the grouping sees it; its place in the stream is its id. */
  Firing toFiring(int place) {
    long key = Firing.keyOf(kind, caller, entity, name, variant);
    return new Firing(Integer.toString(place), time, key, null, entity, caller, host, name, isCore);
  }
}
