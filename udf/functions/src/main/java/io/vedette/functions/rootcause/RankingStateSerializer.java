package io.vedette.functions.rootcause;

import io.vedette.schema.rootcause.RankingStateRecord;
import io.vedette.serializers.MappedAvroSerializer;
import io.vedette.serializers.MappedAvroSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** {@link RankingState} in memory, {@link RankingStateRecord} on disk. */
public final class RankingStateSerializer
    extends MappedAvroSerializer<RankingState, RankingStateRecord> {

  private static final long serialVersionUID = 1L;

  /** By the present schema. */
  public RankingStateSerializer() {
    super(RankingStateRecord.class);
  }

  private RankingStateSerializer(TypeSerializer<RankingStateRecord> records) {
    super(records);
  }

  @Override
  protected RankingStateRecord toStored(RankingState living) {
    return living.toStored();
  }

  @Override
  protected RankingState fromStored(RankingStateRecord stored) {
    return RankingState.fromStored(stored);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public RankingState createInstance() {
    return new RankingState();
  }

  @Override
  public RankingState copy(RankingState from) {
    return RankingState.fromStored(from.toStored());
  }

  @Override
  protected RankingStateSerializer over(TypeSerializer<RankingStateRecord> others) {
    return new RankingStateSerializer(others);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot
      extends MappedAvroSerializerSnapshot<RankingState, RankingStateRecord> {

    /** For Flink, to restore. */
    public Snapshot() {
      super(new RankingStateSerializer(), Restoring.RESTORING);
    }

    private Snapshot(RankingStateSerializer serializer) {
      super(serializer);
    }
  }
}
