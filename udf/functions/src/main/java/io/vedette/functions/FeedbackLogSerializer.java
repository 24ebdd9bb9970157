package io.vedette.functions;

import io.vedette.schema.state.FeedbackStateRecord;
import io.vedette.serializers.MappedAvroSerializer;
import io.vedette.serializers.MappedAvroSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** {@link FeedbackLog} in memory, {@link FeedbackStateRecord} on disk. */
public final class FeedbackLogSerializer
    extends MappedAvroSerializer<FeedbackLog, FeedbackStateRecord> {

  private static final long serialVersionUID = 1L;

  /** By the present schema. */
  public FeedbackLogSerializer() {
    super(FeedbackStateRecord.class);
  }

  private FeedbackLogSerializer(TypeSerializer<FeedbackStateRecord> records) {
    super(records);
  }

  @Override
  protected FeedbackStateRecord toStored(FeedbackLog living) {
    return living.toStored();
  }

  @Override
  protected FeedbackLog fromStored(FeedbackStateRecord stored) {
    return FeedbackLog.fromStored(stored);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public FeedbackLog createInstance() {
    return new FeedbackLog();
  }

  @Override
  public FeedbackLog copy(FeedbackLog from) {
    return from.copy();
  }

  @Override
  protected FeedbackLogSerializer over(TypeSerializer<FeedbackStateRecord> others) {
    return new FeedbackLogSerializer(others);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot
      extends MappedAvroSerializerSnapshot<FeedbackLog, FeedbackStateRecord> {

    /** For Flink, to restore. */
    public Snapshot() {
      super(new FeedbackLogSerializer(), Restoring.RESTORING);
    }

    private Snapshot(FeedbackLogSerializer serializer) {
      super(serializer);
    }
  }
}
