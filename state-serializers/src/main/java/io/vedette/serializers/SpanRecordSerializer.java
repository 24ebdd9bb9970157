package io.vedette.serializers;

import io.vedette.schema.Rejected;
import io.vedette.schema.SpanRecord;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.result.DeadLetter;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;

/** One byte for which of the two it is, then the record by its own serializer. Never in state. */
public final class SpanRecordSerializer extends WireSerializer<SpanRecord> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final SpanRecordSerializer INSTANCE = new SpanRecordSerializer();

  private static final long serialVersionUID = 1L;
  private static final int SPAN = 0;
  private static final int REJECTED = 1;

  private final TracedSpanSerializer spans = new TracedSpanSerializer();
  private final TypeSerializer<DeadLetter> letters = new AvroSerializer<>(DeadLetter.class);

  @Override
  public SpanRecordSerializer duplicate() {
    return new SpanRecordSerializer();
  }

  @Override
  public SpanRecord createInstance() {
    return spans.createInstance();
  }

  @Override
  public void serialize(SpanRecord record, DataOutputView target) throws IOException {
    if (record instanceof TracedSpan span) {
      target.writeByte(SPAN);
      spans.serialize(span, target);
    } else if (record instanceof Rejected rejected) {
      target.writeByte(REJECTED);
      letters.serialize(rejected.letter(), target);
    }
  }

  @Override
  public SpanRecord deserialize(DataInputView source) throws IOException {
    return switch (source.readByte()) {
      case SPAN -> spans.deserialize(source);
      case REJECTED -> new Rejected(letters.deserialize(source));
      default -> throw new IOException("neither a span nor a rejection");
    };
  }

  @Override
  public TypeSerializerSnapshot<SpanRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SpanRecord> {
    /** For Flink. */
    public Snapshot() {
      super(SpanRecordSerializer::new);
    }
  }
}
