package io.vedette.functions.similar;

import io.vedette.algorithms.similar.PastIncidents;
import io.vedette.schema.similar.PastIncidentsRecord;
import io.vedette.serializers.MappedAvroSerializer;
import io.vedette.serializers.MappedAvroSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** {@link PastIncidents} in memory, {@link PastIncidentsRecord} on disk. */
public final class PastIncidentsSerializer
    extends MappedAvroSerializer<PastIncidents, PastIncidentsRecord> {

  private static final long serialVersionUID = 1L;

  /** By the present schema. */
  public PastIncidentsSerializer() {
    super(PastIncidentsRecord.class);
  }

  private PastIncidentsSerializer(TypeSerializer<PastIncidentsRecord> records) {
    super(records);
  }

  @Override
  protected PastIncidentsRecord toStored(PastIncidents living) {
    return living.toStored();
  }

  @Override
  protected PastIncidents fromStored(PastIncidentsRecord stored) {
    return PastIncidents.fromStored(stored);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public PastIncidents createInstance() {
    return new PastIncidents();
  }

  @Override
  public PastIncidents copy(PastIncidents from) {
    return PastIncidents.fromStored(from.toStored());
  }

  @Override
  protected PastIncidentsSerializer over(TypeSerializer<PastIncidentsRecord> others) {
    return new PastIncidentsSerializer(others);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot
      extends MappedAvroSerializerSnapshot<PastIncidents, PastIncidentsRecord> {

    /** For Flink, to restore. */
    public Snapshot() {
      super(new PastIncidentsSerializer(), Restoring.RESTORING);
    }

    private Snapshot(PastIncidentsSerializer serializer) {
      super(serializer);
    }
  }
}
