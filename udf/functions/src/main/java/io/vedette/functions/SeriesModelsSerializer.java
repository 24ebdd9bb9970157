package io.vedette.functions;

import io.vedette.schema.state.ModelStateRecord;
import io.vedette.serializers.MappedAvroSerializer;
import io.vedette.serializers.MappedAvroSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** {@link SeriesModels} in memory, {@link ModelStateRecord} on disk. */
public final class SeriesModelsSerializer
    extends MappedAvroSerializer<SeriesModels, ModelStateRecord> {

  private static final long serialVersionUID = 1L;

  /** By the present schema. */
  public SeriesModelsSerializer() {
    super(ModelStateRecord.class);
  }

  private SeriesModelsSerializer(TypeSerializer<ModelStateRecord> records) {
    super(records);
  }

  @Override
  protected ModelStateRecord toStored(SeriesModels living) {
    return living.toStored();
  }

  @Override
  protected SeriesModels fromStored(ModelStateRecord stored) {
    return SeriesModels.fromStored(stored);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public SeriesModels createInstance() {
    return SeriesModels.NONE;
  }

  @Override
  public SeriesModels copy(SeriesModels from) {
    return from;
  }

  @Override
  protected SeriesModelsSerializer over(TypeSerializer<ModelStateRecord> others) {
    return new SeriesModelsSerializer(others);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot
      extends MappedAvroSerializerSnapshot<SeriesModels, ModelStateRecord> {

    /** For Flink, to restore. */
    public Snapshot() {
      super(new SeriesModelsSerializer(), Restoring.RESTORING);
    }

    private Snapshot(SeriesModelsSerializer serializer) {
      super(serializer);
    }
  }
}
