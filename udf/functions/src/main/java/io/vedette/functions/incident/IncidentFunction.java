package io.vedette.functions.incident;

import io.vedette.algorithms.incident.IncidentActor;
import io.vedette.algorithms.incident.IncidentMemory;
import io.vedette.algorithms.incident.IncidentParameters;
import io.vedette.schema.incident.IncidentMemberRecord;
import io.vedette.schema.incident.IncidentMessage;
import io.vedette.schema.incident.IncidentStateRecord;
import java.time.Clock;
import org.apache.flink.statefun.sdk.Context;
import org.apache.flink.statefun.sdk.StatefulFunction;
import org.apache.flink.statefun.sdk.annotations.Persisted;
import org.apache.flink.statefun.sdk.state.PersistedTable;
import org.apache.flink.statefun.sdk.state.PersistedValue;
import org.jspecify.annotations.Nullable;

/**
 * An incident on StateFun.
 *
 * <p>State: {@code life}, some 1 kB with texts and changes; {@code members}, some 500 bytes an
 * alert, at most {@link IncidentParameters#alertsKept}. Both go with the delayed message that
 * forgets it, {@link IncidentParameters#retention} after it is over. Delayed messages: one to tell,
 * one or two to look through it, one a snooze, one to forget, and after that, without any state,
 * one to drop its record, {@link IncidentParameters#recordsKept} after it is over.
 */
final class IncidentFunction implements StatefulFunction {

  @Persisted
  private final PersistedValue<IncidentStateRecord> life =
      PersistedValue.of("life", IncidentStateRecord.class);

  @Persisted
  private final PersistedTable<String, IncidentMemberRecord> members =
      PersistedTable.of("members", String.class, IncidentMemberRecord.class);

  private final IncidentActor actor;
  private final Clock clock;
  private final IncidentMemory memory = new Memory();

  IncidentFunction(IncidentParameters parameters, Clock clock) {
    this.actor = new IncidentActor(parameters);
    this.clock = clock;
  }

  @Override
  public void invoke(Context context, Object input) {
    IncidentMessage message = (IncidentMessage) input;
    // a delayed message may come a little before its time by the clock
    long now = Math.max(clock.millis(), Delayed.due(message));
    actor.receive(
        context.self().id(), message, memory, new ContextOutbox(context, clock.millis()), now);
  }

  private final class Memory implements IncidentMemory {

    @Override
    public @Nullable IncidentStateRecord life() {
      return life.get();
    }

    @Override
    public void keep(IncidentStateRecord value) {
      life.set(value);
    }

    @Override
    public @Nullable IncidentMemberRecord member(String alert) {
      return members.get(alert);
    }

    @Override
    public void keep(IncidentMemberRecord member) {
      members.set(member.getAlert().getId(), member);
    }

    @Override
    public void drop(String alert) {
      members.remove(alert);
    }

    @Override
    public Iterable<IncidentMemberRecord> members() {
      return members.values();
    }

    @Override
    public void dropMembers() {
      members.clear();
    }

    @Override
    public void forget() {
      life.clear();
      members.clear();
    }
  }
}
