package io.vedette.functions.logs;

import io.vedette.schema.logs.MinedTemplateRecord;
import io.vedette.serializers.MappedAvroSerializer;
import io.vedette.serializers.MappedAvroSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** {@link MinedTemplate} in memory, {@link MinedTemplateRecord} on disk. */
public final class MinedTemplateSerializer
    extends MappedAvroSerializer<MinedTemplate, MinedTemplateRecord> {

  private static final long serialVersionUID = 1L;

  /** By the present schema. */
  public MinedTemplateSerializer() {
    super(MinedTemplateRecord.class);
  }

  private MinedTemplateSerializer(TypeSerializer<MinedTemplateRecord> records) {
    super(records);
  }

  @Override
  protected MinedTemplateRecord toStored(MinedTemplate living) {
    return living.toStored();
  }

  @Override
  protected MinedTemplate fromStored(MinedTemplateRecord stored) {
    return MinedTemplate.fromStored(stored);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public MinedTemplate createInstance() {
    return MinedTemplate.fromStored(new MinedTemplateRecord());
  }

  @Override
  public MinedTemplate copy(MinedTemplate from) {
    return from.copy();
  }

  @Override
  protected MinedTemplateSerializer over(TypeSerializer<MinedTemplateRecord> others) {
    return new MinedTemplateSerializer(others);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot
      extends MappedAvroSerializerSnapshot<MinedTemplate, MinedTemplateRecord> {

    /** For Flink, to restore. */
    public Snapshot() {
      super(new MinedTemplateSerializer(), Restoring.RESTORING);
    }

    private Snapshot(MinedTemplateSerializer serializer) {
      super(serializer);
    }
  }
}
