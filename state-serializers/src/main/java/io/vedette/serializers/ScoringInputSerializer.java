package io.vedette.serializers;

import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.SeriesControl;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * One byte for which of the two it is, then the record by its own serializer: 26 bytes a sample.
 * Never in state.
 *
 * <p>An instance serves one thread: the serializer of controls inside holds encoders. Flink asks
 * for a {@link #duplicate()} for each. All instances are equal.
 */
public final class ScoringInputSerializer extends TypeSerializer<ScoringInput> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final ScoringInputSerializer INSTANCE = new ScoringInputSerializer();

  private static final long serialVersionUID = 1L;
  private static final int SAMPLE = 0;
  private static final int CONTROL = 1;

  private final ControlRecordSerializer controls = new ControlRecordSerializer();

  @Override
  public ScoringInputSerializer duplicate() {
    return new ScoringInputSerializer();
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public ScoringInput createInstance() {
    return new Sample();
  }

  @Override
  public ScoringInput copy(ScoringInput from) {
    return from instanceof Sample sample ? sample.copy() : from;
  }

  @Override
  public ScoringInput copy(ScoringInput from, ScoringInput reuse) {
    return from instanceof Sample sample && reuse instanceof Sample target
        ? SampleSerializer.INSTANCE.copy(sample, target)
        : copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(ScoringInput input, DataOutputView target) throws IOException {
    if (input instanceof Sample sample) {
      target.writeByte(SAMPLE);
      SampleSerializer.INSTANCE.serialize(sample, target);
    } else {
      target.writeByte(CONTROL);
      controls.serialize((SeriesControl) input, target);
    }
  }

  @Override
  public ScoringInput deserialize(DataInputView source) throws IOException {
    return deserialize(new Sample(), source);
  }

  @Override
  public ScoringInput deserialize(ScoringInput reuse, DataInputView source) throws IOException {
    return switch (source.readByte()) {
      case SAMPLE ->
          SampleSerializer.INSTANCE.deserialize(
              reuse instanceof Sample sample ? sample : new Sample(), source);
      case CONTROL -> {
        if (controls.deserialize(source) instanceof SeriesControl control) {
          yield control;
        }
        throw new IOException("a control that is of no series");
      }
      default -> throw new IOException("neither a sample nor a control");
    };
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ScoringInputSerializer;
  }

  @Override
  public int hashCode() {
    return ScoringInputSerializer.class.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<ScoringInput> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ScoringInput> {
    /** For Flink. */
    public Snapshot() {
      super(ScoringInputSerializer::new);
    }
  }
}
