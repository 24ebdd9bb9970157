package io.vedette.serializers;

import io.vedette.schema.LogLevel;
import io.vedette.schema.LogLine;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Service, time, level, text and number of a line. Never in state. */
public final class LogLineSerializer extends WireSerializer<LogLine> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final LogLineSerializer INSTANCE = new LogLineSerializer();

  private static final long serialVersionUID = 1L;

  @Override
  public LogLineSerializer duplicate() {
    return this;
  }

  @Override
  public LogLine createInstance() {
    return new LogLine("", 0, LogLevel.UNKNOWN, "", 0);
  }

  @Override
  public void serialize(LogLine record, DataOutputView target) throws IOException {
    StringValue.writeString(record.service(), target);
    target.writeLong(record.timestamp());
    target.writeByte(record.level().code());
    StringValue.writeString(record.body(), target);
    target.writeLong(record.number());
  }

  @Override
  public LogLine deserialize(DataInputView source) throws IOException {
    return new LogLine(
        StringValue.readString(source),
        source.readLong(),
        LogLevel.ofCode(source.readByte()),
        StringValue.readString(source),
        source.readLong());
  }

  @Override
  public TypeSerializerSnapshot<LogLine> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LogLine> {
    /** For Flink. */
    public Snapshot() {
      super(LogLineSerializer::new);
    }
  }
}
