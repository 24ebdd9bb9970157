package io.vedette.functions.incident;

import io.vedette.algorithms.incident.IncidentParameters;
import io.vedette.algorithms.incident.ServiceActor;
import io.vedette.schema.incident.IncidentMessage;
import io.vedette.schema.incident.ServiceChangesRecord;
import java.time.Clock;
import org.apache.flink.statefun.sdk.Context;
import org.apache.flink.statefun.sdk.StatefulFunction;
import org.apache.flink.statefun.sdk.annotations.Persisted;
import org.apache.flink.statefun.sdk.state.Expiration;
import org.apache.flink.statefun.sdk.state.PersistedValue;

/**
 * A service on StateFun. State: {@code changes}, some 200 bytes a change and 30 an incident that
 * asked, both bounded, until nothing came for {@link IncidentParameters#retention}.
 */
final class ServiceFunction implements StatefulFunction {

  @Persisted private final PersistedValue<ServiceChangesRecord> changes;

  private final ServiceActor actor;
  private final Clock clock;

  ServiceFunction(IncidentParameters parameters, Clock clock) {
    this.changes =
        PersistedValue.of(
            "changes",
            ServiceChangesRecord.class,
            Expiration.expireAfterWriting(parameters.retention()));
    this.actor = new ServiceActor(parameters);
    this.clock = clock;
  }

  @Override
  public void invoke(Context context, Object input) {
    changes.set(
        actor.receive(
            (IncidentMessage) input, changes.get(), new ContextOutbox(context, clock.millis())));
  }
}
