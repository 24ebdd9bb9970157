package io.vedette.serializers;

import io.vedette.schema.AlertRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenAlert;
import io.vedette.schema.alert.IncomingAlert;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/** Alerts of other tools, or their refusal. */
public final class AlertRecordSerializer extends TakenSerializer<AlertRecord, IncomingAlert> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final AlertRecordSerializer INSTANCE = new AlertRecordSerializer();

  private static final long serialVersionUID = 1L;

  /** For Flink, which makes one a task. */
  public AlertRecordSerializer() {
    super(IncomingAlert.class);
  }

  @Override
  public AlertRecordSerializer duplicate() {
    return new AlertRecordSerializer();
  }

  @Override
  @Nullable IncomingAlert taken(AlertRecord record) {
    return record instanceof TakenAlert taken ? taken.alert() : null;
  }

  @Override
  @Nullable Rejected rejected(AlertRecord record) {
    return record instanceof Rejected rejected ? rejected : null;
  }

  @Override
  AlertRecord of(IncomingAlert taken) {
    return new TakenAlert(taken);
  }

  @Override
  AlertRecord of(Rejected rejected) {
    return rejected;
  }

  @Override
  public TypeSerializerSnapshot<AlertRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AlertRecord> {
    /** For Flink. */
    public Snapshot() {
      super(AlertRecordSerializer::new);
    }
  }
}
