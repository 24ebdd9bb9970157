package io.vedette.functions;

import io.vedette.algorithms.amend.RecentSamples;
import io.vedette.schema.state.RecentSamplesRecord;
import io.vedette.serializers.MappedAvroSerializer;
import io.vedette.serializers.MappedAvroSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** {@link RecentSamples} in memory, {@link RecentSamplesRecord} on disk. */
public final class RecentSamplesSerializer
    extends MappedAvroSerializer<RecentSamples, RecentSamplesRecord> {

  private static final long serialVersionUID = 1L;

  /** By the present schema. */
  public RecentSamplesSerializer() {
    super(RecentSamplesRecord.class);
  }

  private RecentSamplesSerializer(TypeSerializer<RecentSamplesRecord> records) {
    super(records);
  }

  @Override
  protected RecentSamplesRecord toStored(RecentSamples living) {
    return living.toStored();
  }

  @Override
  protected RecentSamples fromStored(RecentSamplesRecord stored) {
    return RecentSamples.fromStored(stored);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public RecentSamples createInstance() {
    return new RecentSamples(1);
  }

  @Override
  public RecentSamples copy(RecentSamples from) {
    return from.copy();
  }

  @Override
  protected RecentSamplesSerializer over(TypeSerializer<RecentSamplesRecord> others) {
    return new RecentSamplesSerializer(others);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot
      extends MappedAvroSerializerSnapshot<RecentSamples, RecentSamplesRecord> {

    /** For Flink, to restore. */
    public Snapshot() {
      super(new RecentSamplesSerializer(), Restoring.RESTORING);
    }

    private Snapshot(RecentSamplesSerializer serializer) {
      super(serializer);
    }
  }
}
