package io.vedette.functions.rootcause;

import io.vedette.algorithms.rootcause.ServiceHistory;
import io.vedette.schema.rootcause.ServiceHistoryRecord;
import io.vedette.serializers.MappedAvroSerializer;
import io.vedette.serializers.MappedAvroSerializerSnapshot;
import io.vedette.serializers.SerializerTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** {@link ServiceHistory} in memory, {@link ServiceHistoryRecord} on disk. */
public final class ServiceHistorySerializer
    extends MappedAvroSerializer<ServiceHistory, ServiceHistoryRecord> {

  /** For descriptors. */
  public static final TypeInformation<ServiceHistory> TYPE =
      new SerializerTypeInfo<>(ServiceHistory.class, new ServiceHistorySerializer());

  private static final long serialVersionUID = 1L;

  /** By the present schema. */
  public ServiceHistorySerializer() {
    super(ServiceHistoryRecord.class);
  }

  private ServiceHistorySerializer(TypeSerializer<ServiceHistoryRecord> records) {
    super(records);
  }

  @Override
  protected ServiceHistoryRecord toStored(ServiceHistory living) {
    return living.toStored();
  }

  @Override
  protected ServiceHistory fromStored(ServiceHistoryRecord stored) {
    return ServiceHistory.fromStored(stored);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public ServiceHistory createInstance() {
    return new ServiceHistory();
  }

  @Override
  public ServiceHistory copy(ServiceHistory from) {
    return ServiceHistory.fromStored(from.toStored());
  }

  @Override
  protected ServiceHistorySerializer over(TypeSerializer<ServiceHistoryRecord> others) {
    return new ServiceHistorySerializer(others);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot
      extends MappedAvroSerializerSnapshot<ServiceHistory, ServiceHistoryRecord> {

    /** For Flink, to restore. */
    public Snapshot() {
      super(new ServiceHistorySerializer(), Restoring.RESTORING);
    }

    private Snapshot(ServiceHistorySerializer serializer) {
      super(serializer);
    }
  }
}
