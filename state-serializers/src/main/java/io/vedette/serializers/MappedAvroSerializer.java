package io.vedette.serializers;

import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.jspecify.annotations.Nullable;

/**
 * State that is a living object in memory and an Avro record on disk.
 *
 * <pre>
 *   heap state:     T, as it is; {@link #copy(Object)} when a snapshot or the runtime asks for one
 *   checkpoint:     T --toStored--&gt; R --Avro--&gt; bytes, and the writer's schema beside them, once
 *   restore:        bytes --Avro, writer's schema to ours--&gt; R --fromStored--&gt; T
 * </pre>
 *
 * <p>So a field may be added to the record with a default, and older state restores with it; the
 * living class may change at will. A subclass has a snapshot class of its own, see {@link
 * MappedAvroSerializerSnapshot}.
 *
 * @param <T> the living class
 * @param <R> the record that is stored
 */
public abstract class MappedAvroSerializer<T, R extends SpecificRecord> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;

  private final TypeSerializer<R> records;

  /** For records of a class, by the schema it was generated from. */
  protected MappedAvroSerializer(Class<R> type) {
    this(new AvroSerializer<>(type));
  }

  /** For records read and written by a given serializer, as a snapshot restores it. */
  protected MappedAvroSerializer(TypeSerializer<R> records) {
    this.records = records;
  }

  /** The form to store. */
  protected abstract R toStored(T living);

  /** The living object of a stored form. */
  protected abstract T fromStored(R stored);

  /** A copy that shares nothing mutable with the original, made without going through bytes. */
  @Override
  public abstract T copy(T from);

  /** The same mapping over another serializer of the records. */
  protected abstract MappedAvroSerializer<T, R> over(TypeSerializer<R> others);

  /** Snapshot that names this serializer's own snapshot class. */
  @Override
  public abstract MappedAvroSerializerSnapshot<T, R> snapshotConfiguration();

  final TypeSerializer<R> records() {
    return records;
  }

  @Override
  public final TypeSerializer<T> duplicate() {
    // an Avro serializer holds encoders and may serve one thread only
    return over(records.duplicate());
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  public final void serialize(T living, DataOutputView target) throws IOException {
    records.serialize(toStored(living), target);
  }

  @Override
  public final T deserialize(DataInputView source) throws IOException {
    return fromStored(records.deserialize(source));
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    records.copy(source, target);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof MappedAvroSerializer<?, ?> that
        && getClass() == that.getClass()
        && records.equals(that.records);
  }

  @Override
  public final int hashCode() {
    return 31 * getClass().hashCode() + records.hashCode();
  }
}
