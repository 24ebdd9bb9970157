package io.vedette.serializers;

import io.vedette.schema.BucketSample;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.schema.result.DeadLetter;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.jspecify.annotations.Nullable;

/**
 * One byte for which of the three it is, then the record by its own serializer. Never in state.
 *
 * <p>An instance serves one thread: the Avro serializer inside holds encoders. Flink asks for a
 * {@link #duplicate()} for each. All instances are equal.
 */
public final class MetricRecordSerializer extends TypeSerializer<MetricRecord> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final MetricRecordSerializer INSTANCE = new MetricRecordSerializer();

  private static final long serialVersionUID = 1L;
  private static final int SAMPLE = 0;
  private static final int REJECTED = 1;
  private static final int BUCKET = 2;

  private final TypeSerializer<DeadLetter> letters = new AvroSerializer<>(DeadLetter.class);

  @Override
  public MetricRecordSerializer duplicate() {
    return new MetricRecordSerializer();
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public MetricRecord createInstance() {
    return new Sample();
  }

  @Override
  public MetricRecord copy(MetricRecord from) {
    if (from instanceof Sample sample) {
      return sample.copy();
    }
    return from instanceof BucketSample bucket ? bucket.copy() : from;
  }

  @Override
  public MetricRecord copy(MetricRecord from, MetricRecord reuse) {
    return from instanceof Sample sample && reuse instanceof Sample target
        ? SampleSerializer.INSTANCE.copy(sample, target)
        : copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(MetricRecord record, DataOutputView target) throws IOException {
    if (record instanceof Sample sample) {
      target.writeByte(SAMPLE);
      SampleSerializer.INSTANCE.serialize(sample, target);
    } else if (record instanceof BucketSample bucket) {
      target.writeByte(BUCKET);
      BucketSampleSerializer.INSTANCE.serialize(bucket, target);
    } else {
      target.writeByte(REJECTED);
      letters.serialize(((Rejected) record).letter(), target);
    }
  }

  @Override
  public MetricRecord deserialize(DataInputView source) throws IOException {
    return deserialize(new Sample(), source);
  }

  @Override
  public MetricRecord deserialize(MetricRecord reuse, DataInputView source) throws IOException {
    return switch (source.readByte()) {
      case SAMPLE ->
          SampleSerializer.INSTANCE.deserialize(
              reuse instanceof Sample sample ? sample : new Sample(), source);
      case REJECTED -> new Rejected(letters.deserialize(source));
      case BUCKET -> BucketSampleSerializer.INSTANCE.deserialize(source);
      default -> throw new IOException("neither a sample, nor one of a bucket, nor a rejection");
    };
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MetricRecordSerializer;
  }

  @Override
  public int hashCode() {
    return MetricRecordSerializer.class.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<MetricRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<MetricRecord> {
    /** For Flink. */
    public Snapshot() {
      super(MetricRecordSerializer::new);
    }
  }
}
