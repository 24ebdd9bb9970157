package io.vedette.serializers;

import io.vedette.schema.BucketSample;
import io.vedette.schema.Sample;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The histogram in 8 bytes, then the sample by {@link SampleSerializer}. Never in state. */
public final class BucketSampleSerializer extends TypeSerializerSingleton<BucketSample> {

  /** The one instance. */
  public static final BucketSampleSerializer INSTANCE = new BucketSampleSerializer();

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public BucketSample createInstance() {
    return new BucketSample();
  }

  @Override
  public BucketSample copy(BucketSample from) {
    return from.copy();
  }

  @Override
  public BucketSample copy(BucketSample from, BucketSample reuse) {
    reuse.set(from.histogram(), SampleSerializer.INSTANCE.copy(from.sample(), reuse.sample()));
    return reuse;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(BucketSample bucket, DataOutputView target) throws IOException {
    target.writeLong(bucket.histogram());
    SampleSerializer.INSTANCE.serialize(bucket.sample(), target);
  }

  @Override
  public BucketSample deserialize(DataInputView source) throws IOException {
    return deserialize(new BucketSample(), source);
  }

  @Override
  public BucketSample deserialize(BucketSample reuse, DataInputView source) throws IOException {
    long histogram = source.readLong();
    Sample sample = SampleSerializer.INSTANCE.deserialize(reuse.sample(), source);
    reuse.set(histogram, sample);
    return reuse;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<BucketSample> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<BucketSample> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
