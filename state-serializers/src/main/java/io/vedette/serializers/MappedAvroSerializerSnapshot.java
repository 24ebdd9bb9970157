package io.vedette.serializers;

import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * What a checkpoint remembers of a {@link MappedAvroSerializer}: the Avro schema it was written
 * with, by Flink's own AvroSerializerSnapshot. Avro's rules decide: an equal schema restores as it
 * is, one that ours can read restores and is written anew, any other is refused before a single
 * record is read.
 *
 * <p>A checkpoint names the subclass, so a subclass is never renamed or moved.
 *
 * @param <T> the living class
 * @param <R> the record that is stored
 */
public abstract class MappedAvroSerializerSnapshot<T, R extends SpecificRecord>
    extends CompositeTypeSerializerSnapshot<T, MappedAvroSerializer<T, R>> {

  /** Version of what stands round the record's own snapshot: nothing, so far. */
  private static final int VERSION = 1;

  private final MappedAvroSerializer<T, R> mapping;

  /**
   * To restore.
   *
   * @param mapping a serializer that maps as the restored one shall
   */
  protected MappedAvroSerializerSnapshot(MappedAvroSerializer<T, R> mapping, Restoring restoring) {
    this.mapping = mapping;
  }

  /** To be written. */
  protected MappedAvroSerializerSnapshot(MappedAvroSerializer<T, R> serializer) {
    super(serializer);
    this.mapping = serializer;
  }

  /** Tells the two constructors apart. */
  protected enum Restoring {
    /** The snapshot is about to be read. */
    RESTORING
  }

  @Override
  protected final int getCurrentOuterSnapshotVersion() {
    return VERSION;
  }

  @Override
  protected final TypeSerializer<?>[] getNestedSerializers(MappedAvroSerializer<T, R> outer) {
    return new TypeSerializer<?>[] {outer.records()};
  }

  @Override
  protected final MappedAvroSerializer<T, R> createOuterSerializerWithNestedSerializers(
      TypeSerializer<?>[] nested) {
    @SuppressWarnings("unchecked") // the one nested serializer is the one given out above
    TypeSerializer<R> records = (TypeSerializer<R>) nested[0];
    return mapping.over(records);
  }
}
