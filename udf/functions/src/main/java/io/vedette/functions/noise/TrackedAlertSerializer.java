package io.vedette.functions.noise;

import io.vedette.algorithms.noise.TrackedAlert;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.noise.TrackedAlertRecord;
import io.vedette.schema.result.AlertStateKind;
import io.vedette.serializers.MappedAvroSerializer;
import io.vedette.serializers.MappedAvroSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** {@link TrackedAlert} in memory, {@link TrackedAlertRecord} on disk. */
public final class TrackedAlertSerializer
    extends MappedAvroSerializer<TrackedAlert, TrackedAlertRecord> {

  private static final long serialVersionUID = 1L;

  /** By the present schema. */
  public TrackedAlertSerializer() {
    super(TrackedAlertRecord.class);
  }

  private TrackedAlertSerializer(TypeSerializer<TrackedAlertRecord> records) {
    super(records);
  }

  @Override
  protected TrackedAlertRecord toStored(TrackedAlert living) {
    return living.toStored();
  }

  @Override
  protected TrackedAlert fromStored(TrackedAlertRecord stored) {
    return TrackedAlert.fromStored(stored);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TrackedAlert createInstance() {
    return TrackedAlert.fromStored(
        TrackedAlertRecord.newBuilder()
            .setAlert(
                IncomingAlert.newBuilder()
                    .setId("")
                    .setFingerprint("")
                    .setTs(0)
                    .setName("")
                    .build())
            .setStartedAt(0)
            .setFiringSeen(false)
            .setHeardAt(0)
            .setState(AlertStateKind.RESOLVED)
            .build());
  }

  @Override
  public TrackedAlert copy(TrackedAlert from) {
    return from.copy();
  }

  @Override
  protected TrackedAlertSerializer over(TypeSerializer<TrackedAlertRecord> others) {
    return new TrackedAlertSerializer(others);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot
      extends MappedAvroSerializerSnapshot<TrackedAlert, TrackedAlertRecord> {

    /** For Flink, to restore. */
    public Snapshot() {
      super(new TrackedAlertSerializer(), Restoring.RESTORING);
    }

    private Snapshot(TrackedAlertSerializer serializer) {
      super(serializer);
    }
  }
}
