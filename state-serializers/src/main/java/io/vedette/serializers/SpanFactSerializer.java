package io.vedette.serializers;

import io.vedette.schema.CallFact;
import io.vedette.schema.NodeKind;
import io.vedette.schema.OperationFact;
import io.vedette.schema.SpanFact;
import io.vedette.schema.SpanKind;
import io.vedette.schema.WorkFact;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** One byte for which of them it is, then its fields in their order. Never in state. */
public final class SpanFactSerializer extends WireSerializer<SpanFact> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final SpanFactSerializer INSTANCE = new SpanFactSerializer();

  private static final long serialVersionUID = 1L;
  private static final int OPERATION = 0;
  private static final int CALL = 1;
  private static final int WORK = 2;

  private transient SharedTexts texts = new SharedTexts();

  @Override
  public SpanFactSerializer duplicate() {
    return new SpanFactSerializer();
  }

  @Override
  public SpanFact createInstance() {
    return new OperationFact("", "", "", SpanKind.UNKNOWN, false, 0, 0, false, 1);
  }

  @Override
  public void serialize(SpanFact fact, DataOutputView target) throws IOException {
    if (fact instanceof OperationFact operation) {
      target.writeByte(OPERATION);
      texts.write(operation.environment(), target);
      texts.write(operation.service(), target);
      texts.write(operation.operation(), target);
      target.writeByte(operation.kind().code());
      target.writeBoolean(operation.entry());
      target.writeLong(operation.end());
      target.writeLong(operation.duration());
      target.writeBoolean(operation.failed());
      target.writeDouble(operation.weight());
    } else if (fact instanceof CallFact call) {
      target.writeByte(CALL);
      texts.write(call.environment(), target);
      texts.write(call.service(), target);
      target.writeByte(call.callerKind().code());
      texts.write(call.callee(), target);
      target.writeByte(call.calleeKind().code());
      target.writeLong(call.end());
      target.writeLong(call.clientDuration());
      target.writeLong(call.serverDuration());
      target.writeBoolean(call.failed());
      target.writeDouble(call.weight());
    } else if (fact instanceof WorkFact work) {
      target.writeByte(WORK);
      texts.write(work.environment(), target);
      texts.write(work.service(), target);
      String callee = work.callee();
      texts.write(callee == null ? "" : callee, target);
      texts.write(work.operation(), target);
      target.writeLong(work.end());
      target.writeDouble(work.weight());
      target.writeDouble(work.millis());
      target.writeDouble(work.squares());
    }
  }

  @Override
  public SpanFact deserialize(DataInputView source) throws IOException {
    return switch (source.readByte()) {
      case OPERATION ->
          new OperationFact(
              texts.read(source),
              texts.read(source),
              texts.read(source),
              SpanKind.ofCode(source.readByte()),
              source.readBoolean(),
              source.readLong(),
              source.readLong(),
              source.readBoolean(),
              source.readDouble());
      case CALL ->
          new CallFact(
              texts.read(source),
              texts.read(source),
              NodeKind.ofCode(source.readByte()),
              texts.read(source),
              NodeKind.ofCode(source.readByte()),
              source.readLong(),
              source.readLong(),
              source.readLong(),
              source.readBoolean(),
              source.readDouble());
      case WORK ->
          new WorkFact(
              texts.read(source),
              texts.read(source),
              emptyAsNull(texts.read(source)),
              texts.read(source),
              source.readLong(),
              source.readDouble(),
              source.readDouble(),
              source.readDouble());
      default -> throw new IOException("neither an operation nor a call nor work");
    };
  }

  private static @Nullable String emptyAsNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private Object readResolve() {
    return new SpanFactSerializer();
  }

  @Override
  public TypeSerializerSnapshot<SpanFact> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SpanFact> {
    /** For Flink. */
    public Snapshot() {
      super(SpanFactSerializer::new);
    }
  }
}
