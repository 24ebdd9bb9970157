package io.vedette.functions.histogram;

import io.vedette.algorithms.histogram.HistogramState;
import io.vedette.schema.state.HistogramStateRecord;
import io.vedette.serializers.MappedAvroSerializer;
import io.vedette.serializers.MappedAvroSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** {@link HistogramState} in memory, {@link HistogramStateRecord} on disk. */
public final class HistogramStateSerializer
    extends MappedAvroSerializer<HistogramState, HistogramStateRecord> {

  private static final long serialVersionUID = 1L;

  /** By the present schema. */
  public HistogramStateSerializer() {
    super(HistogramStateRecord.class);
  }

  private HistogramStateSerializer(TypeSerializer<HistogramStateRecord> records) {
    super(records);
  }

  @Override
  protected HistogramStateRecord toStored(HistogramState living) {
    return living.toStored();
  }

  @Override
  protected HistogramState fromStored(HistogramStateRecord stored) {
    return HistogramState.fromStored(stored);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public HistogramState createInstance() {
    return new HistogramState();
  }

  @Override
  public HistogramState copy(HistogramState from) {
    return from.copy();
  }

  @Override
  protected HistogramStateSerializer over(TypeSerializer<HistogramStateRecord> others) {
    return new HistogramStateSerializer(others);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot
      extends MappedAvroSerializerSnapshot<HistogramState, HistogramStateRecord> {

    /** For Flink, to restore. */
    public Snapshot() {
      super(new HistogramStateSerializer(), Restoring.RESTORING);
    }

    private Snapshot(HistogramStateSerializer serializer) {
      super(serializer);
    }
  }
}
