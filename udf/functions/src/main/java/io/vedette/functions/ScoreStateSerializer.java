package io.vedette.functions;

import io.vedette.schema.state.ScoreStateRecord;
import io.vedette.serializers.MappedAvroSerializer;
import io.vedette.serializers.MappedAvroSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** {@link ScoreState} in memory, {@link ScoreStateRecord} on disk. */
public final class ScoreStateSerializer extends MappedAvroSerializer<ScoreState, ScoreStateRecord> {

  private static final long serialVersionUID = 1L;

  /** By the present schema. */
  public ScoreStateSerializer() {
    super(ScoreStateRecord.class);
  }

  private ScoreStateSerializer(TypeSerializer<ScoreStateRecord> records) {
    super(records);
  }

  @Override
  protected ScoreStateRecord toStored(ScoreState living) {
    return living.toStored();
  }

  @Override
  protected ScoreState fromStored(ScoreStateRecord stored) {
    return ScoreState.fromStored(stored);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public ScoreState createInstance() {
    return new ScoreState();
  }

  @Override
  public ScoreState copy(ScoreState from) {
    return from.copy();
  }

  @Override
  protected ScoreStateSerializer over(TypeSerializer<ScoreStateRecord> others) {
    return new ScoreStateSerializer(others);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot
      extends MappedAvroSerializerSnapshot<ScoreState, ScoreStateRecord> {

    /** For Flink, to restore. */
    public Snapshot() {
      super(new ScoreStateSerializer(), Restoring.RESTORING);
    }

    private Snapshot(ScoreStateSerializer serializer) {
      super(serializer);
    }
  }
}
