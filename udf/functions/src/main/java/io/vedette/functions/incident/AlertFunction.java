package io.vedette.functions.incident;

import io.vedette.algorithms.incident.AlertActor;
import io.vedette.algorithms.incident.IncidentParameters;
import io.vedette.schema.incident.AlertPlaceRecord;
import io.vedette.schema.incident.IncidentMessage;
import java.time.Clock;
import org.apache.flink.statefun.sdk.Context;
import org.apache.flink.statefun.sdk.StatefulFunction;
import org.apache.flink.statefun.sdk.annotations.Persisted;
import org.apache.flink.statefun.sdk.state.Expiration;
import org.apache.flink.statefun.sdk.state.PersistedValue;

/**
 * An alert on StateFun. State: {@code place}, some 500 bytes, until nothing was heard of it for
 * {@link IncidentParameters#retention}.
 */
final class AlertFunction implements StatefulFunction {

  @Persisted private final PersistedValue<AlertPlaceRecord> place;

  private final AlertActor actor;
  private final Clock clock;

  AlertFunction(IncidentParameters parameters, Clock clock) {
    this.place =
        PersistedValue.of(
            "place", AlertPlaceRecord.class, Expiration.expireAfterWriting(parameters.retention()));
    this.actor = new AlertActor(parameters);
    this.clock = clock;
  }

  @Override
  public void invoke(Context context, Object input) {
    long now = clock.millis();
    place.set(
        actor.receive((IncidentMessage) input, place.get(), new ContextOutbox(context, now), now));
  }
}
