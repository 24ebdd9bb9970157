package io.vedette.functions.correlate;

import io.vedette.schema.correlate.GroupingStateRecord;
import io.vedette.serializers.MappedAvroSerializer;
import io.vedette.serializers.MappedAvroSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** {@link GroupingState} in memory, {@link GroupingStateRecord} on disk. */
public final class GroupingStateSerializer
    extends MappedAvroSerializer<GroupingState, GroupingStateRecord> {

  private static final long serialVersionUID = 1L;

  /** By the present schema. */
  public GroupingStateSerializer() {
    super(GroupingStateRecord.class);
  }

  private GroupingStateSerializer(TypeSerializer<GroupingStateRecord> records) {
    super(records);
  }

  @Override
  protected GroupingStateRecord toStored(GroupingState living) {
    return living.toStored();
  }

  @Override
  protected GroupingState fromStored(GroupingStateRecord stored) {
    return GroupingState.fromStored(stored);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public GroupingState createInstance() {
    return new GroupingState();
  }

  @Override
  public GroupingState copy(GroupingState from) {
    return GroupingState.fromStored(from.toStored());
  }

  @Override
  protected GroupingStateSerializer over(TypeSerializer<GroupingStateRecord> others) {
    return new GroupingStateSerializer(others);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot
      extends MappedAvroSerializerSnapshot<GroupingState, GroupingStateRecord> {

    /** For Flink, to restore. */
    public Snapshot() {
      super(new GroupingStateSerializer(), Restoring.RESTORING);
    }

    private Snapshot(GroupingStateSerializer serializer) {
      super(serializer);
    }
  }
}
