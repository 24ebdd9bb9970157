package io.vedette.serializers;

import io.vedette.schema.EventInput;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenEvent;
import io.vedette.schema.event.EventRecord;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/** Events, or their refusal. */
public final class EventInputSerializer extends TakenSerializer<EventInput, EventRecord> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final EventInputSerializer INSTANCE = new EventInputSerializer();

  private static final long serialVersionUID = 1L;

  /** For Flink, which makes one a task. */
  public EventInputSerializer() {
    super(EventRecord.class);
  }

  @Override
  public EventInputSerializer duplicate() {
    return new EventInputSerializer();
  }

  @Override
  @Nullable EventRecord taken(EventInput record) {
    return record instanceof TakenEvent taken ? taken.event() : null;
  }

  @Override
  @Nullable Rejected rejected(EventInput record) {
    return record instanceof Rejected rejected ? rejected : null;
  }

  @Override
  EventInput of(EventRecord taken) {
    return new TakenEvent(taken);
  }

  @Override
  EventInput of(Rejected rejected) {
    return rejected;
  }

  @Override
  public TypeSerializerSnapshot<EventInput> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<EventInput> {
    /** For Flink. */
    public Snapshot() {
      super(EventInputSerializer::new);
    }
  }
}
