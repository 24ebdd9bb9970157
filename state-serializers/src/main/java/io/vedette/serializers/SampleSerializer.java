package io.vedette.serializers;

import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * 25 bytes a sample, and the labels behind it when it announces its series.
 *
 * <p>Only travels between operators of one job: it is never written to state, so it has no
 * versions.
 */
public final class SampleSerializer extends TypeSerializerSingleton<Sample> {

  /** The one instance. */
  public static final SampleSerializer INSTANCE = new SampleSerializer();

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Sample createInstance() {
    return new Sample();
  }

  @Override
  public Sample copy(Sample from) {
    return from.copy();
  }

  @Override
  public Sample copy(Sample from, Sample reuse) {
    reuse.set(from.seriesHash(), from.timestamp(), from.value(), from.series());
    return reuse;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Sample sample, DataOutputView target) throws IOException {
    target.writeLong(sample.seriesHash());
    target.writeLong(sample.timestamp());
    // raw bits: writeDouble is free to fold NaNs, and a stale marker is a NaN of its own
    target.writeLong(Double.doubleToRawLongBits(sample.value()));
    writeSeries(sample.series(), target);
  }

  @Override
  public Sample deserialize(DataInputView source) throws IOException {
    return deserialize(new Sample(), source);
  }

  @Override
  public Sample deserialize(Sample reuse, DataInputView source) throws IOException {
    long hash = source.readLong();
    long timestamp = source.readLong();
    double value = Double.longBitsToDouble(source.readLong());
    reuse.set(hash, timestamp, value, readSeries(source));
    return reuse;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  /** 0 for none, else the code of the kind, the number of labels, and their names and values. */
  private static void writeSeries(@Nullable Series series, DataOutputView target)
      throws IOException {
    if (series == null) {
      target.writeByte(0);
      return;
    }
    target.writeByte(series.kind().code());
    Labels labels = series.labels();
    target.writeShort(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      StringValue.writeString(labels.name(i), target);
      StringValue.writeString(labels.value(i), target);
    }
  }

  private static @Nullable Series readSeries(DataInputView source) throws IOException {
    int kind = source.readByte();
    if (kind == 0) {
      return null;
    }
    String[] pairs = new String[2 * source.readUnsignedShort()];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = StringValue.readString(source);
    }
    return new Series(Labels.of(pairs), MetricKind.ofCode(kind));
  }

  @Override
  public TypeSerializerSnapshot<Sample> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Sample> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
