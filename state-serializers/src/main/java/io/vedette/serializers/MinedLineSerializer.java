package io.vedette.serializers;

import io.vedette.schema.MinedLine;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Service and number of a line, and the identity of its template. Never in state. */
public final class MinedLineSerializer extends WireSerializer<MinedLine> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final MinedLineSerializer INSTANCE = new MinedLineSerializer();

  private static final long serialVersionUID = 1L;

  @Override
  public MinedLineSerializer duplicate() {
    return this;
  }

  @Override
  public MinedLine createInstance() {
    return new MinedLine("", 0, 0);
  }

  @Override
  public void serialize(MinedLine record, DataOutputView target) throws IOException {
    StringValue.writeString(record.service(), target);
    target.writeLong(record.number());
    target.writeLong(record.template());
  }

  @Override
  public MinedLine deserialize(DataInputView source) throws IOException {
    return new MinedLine(StringValue.readString(source), source.readLong(), source.readLong());
  }

  @Override
  public TypeSerializerSnapshot<MinedLine> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<MinedLine> {
    /** For Flink. */
    public Snapshot() {
      super(MinedLineSerializer::new);
    }
  }
}
