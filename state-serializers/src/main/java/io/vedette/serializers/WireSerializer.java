package io.vedette.serializers;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What serializers have in common whose records are immutable and only travel between operators of
 * one job: never in state, so without versions. All instances of a class are equal.
 *
 * <p>An instance serves one thread: the Avro serializers inside hold encoders. Flink asks for a
 * {@link #duplicate()} for each.
 */
abstract class WireSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;

  @Override
  public final boolean isImmutableType() {
    return true;
  }

  @Override
  public final T copy(T from) {
    return from;
  }

  @Override
  public final T copy(T from, T reuse) {
    return from;
  }

  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof WireSerializer<?> that && getClass() == that.getClass();
  }

  @Override
  public final int hashCode() {
    return getClass().hashCode();
  }
}
