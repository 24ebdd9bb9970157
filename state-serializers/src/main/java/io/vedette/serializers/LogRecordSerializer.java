package io.vedette.serializers;

import io.vedette.schema.LogLevel;
import io.vedette.schema.LogLine;
import io.vedette.schema.LogRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.result.DeadLetter;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;

/** One byte for which of the two it is, then the record by its own serializer. Never in state. */
public final class LogRecordSerializer extends WireSerializer<LogRecord> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final LogRecordSerializer INSTANCE = new LogRecordSerializer();

  private static final long serialVersionUID = 1L;
  private static final int LINE = 0;
  private static final int REJECTED = 1;

  private final TypeSerializer<DeadLetter> letters = new AvroSerializer<>(DeadLetter.class);

  @Override
  public LogRecordSerializer duplicate() {
    return new LogRecordSerializer();
  }

  @Override
  public LogRecord createInstance() {
    return new LogLine("", 0, LogLevel.UNKNOWN, "", 0);
  }

  @Override
  public void serialize(LogRecord record, DataOutputView target) throws IOException {
    if (record instanceof LogLine line) {
      target.writeByte(LINE);
      LogLineSerializer.INSTANCE.serialize(line, target);
    } else if (record instanceof Rejected rejected) {
      target.writeByte(REJECTED);
      letters.serialize(rejected.letter(), target);
    }
  }

  @Override
  public LogRecord deserialize(DataInputView source) throws IOException {
    return switch (source.readByte()) {
      case LINE -> LogLineSerializer.INSTANCE.deserialize(source);
      case REJECTED -> new Rejected(letters.deserialize(source));
      default -> throw new IOException("neither a log line nor a rejection");
    };
  }

  @Override
  public TypeSerializerSnapshot<LogRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LogRecord> {
    /** For Flink. */
    public Snapshot() {
      super(LogRecordSerializer::new);
    }
  }
}
