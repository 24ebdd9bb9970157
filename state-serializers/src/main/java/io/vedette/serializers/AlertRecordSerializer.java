package io.vedette.serializers;

import io.vedette.schema.AlertRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenAlert;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.DeadLetter;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;

/** One byte for whether it is an alert, then the alert or the letter by Avro. */
public final class AlertRecordSerializer extends WireSerializer<AlertRecord> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final AlertRecordSerializer INSTANCE = new AlertRecordSerializer();

  private static final long serialVersionUID = 1L;

  private final TypeSerializer<IncomingAlert> alerts = new AvroSerializer<>(IncomingAlert.class);
  private final TypeSerializer<DeadLetter> letters = new AvroSerializer<>(DeadLetter.class);

  @Override
  public AlertRecordSerializer duplicate() {
    return new AlertRecordSerializer();
  }

  @Override
  public AlertRecord createInstance() {
    return new TakenAlert(new IncomingAlert());
  }

  @Override
  public void serialize(AlertRecord record, DataOutputView target) throws IOException {
    if (record instanceof TakenAlert taken) {
      target.writeBoolean(true);
      alerts.serialize(taken.alert(), target);
    } else if (record instanceof Rejected rejected) {
      target.writeBoolean(false);
      letters.serialize(rejected.letter(), target);
    }
  }

  @Override
  public AlertRecord deserialize(DataInputView source) throws IOException {
    return source.readBoolean()
        ? new TakenAlert(alerts.deserialize(source))
        : new Rejected(letters.deserialize(source));
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
