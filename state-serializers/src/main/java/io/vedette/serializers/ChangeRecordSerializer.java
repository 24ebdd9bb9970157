package io.vedette.serializers;

import io.vedette.schema.ChangeRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenChange;
import io.vedette.schema.alert.ChangeEvent;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/** Changes, or their refusal. */
public final class ChangeRecordSerializer extends TakenSerializer<ChangeRecord, ChangeEvent> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final ChangeRecordSerializer INSTANCE = new ChangeRecordSerializer();

  private static final long serialVersionUID = 1L;

  /** For Flink, which makes one a task. */
  public ChangeRecordSerializer() {
    super(ChangeEvent.class);
  }

  @Override
  public ChangeRecordSerializer duplicate() {
    return new ChangeRecordSerializer();
  }

  @Override
  @Nullable ChangeEvent taken(ChangeRecord record) {
    return record instanceof TakenChange taken ? taken.change() : null;
  }

  @Override
  @Nullable Rejected rejected(ChangeRecord record) {
    return record instanceof Rejected rejected ? rejected : null;
  }

  @Override
  ChangeRecord of(ChangeEvent taken) {
    return new TakenChange(taken);
  }

  @Override
  ChangeRecord of(Rejected rejected) {
    return rejected;
  }

  @Override
  public TypeSerializerSnapshot<ChangeRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ChangeRecord> {
    /** For Flink. */
    public Snapshot() {
      super(ChangeRecordSerializer::new);
    }
  }
}
