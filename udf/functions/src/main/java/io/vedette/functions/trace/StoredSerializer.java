package io.vedette.functions.trace;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Serializes mutable state by a stored form of its own behind the number of its version, so that it
 * evolves without Flink's help. Instances keep nothing: all of a class are equal.
 *
 * @param <T> what is kept
 */
abstract class StoredSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final int EXPECTED_BYTES = 512;

  /** Writes the form of this release. */
  abstract void write(T state, StateWriter out);

  /** Reads the form of version 1, the only one so far. */
  abstract T read(StateReader in);

  @Override
  public final void serialize(T state, DataOutputView target) throws IOException {
    StateWriter writer = new StateWriter(EXPECTED_BYTES);
    write(state, writer);
    target.writeByte(VERSION);
    target.writeInt(writer.length());
    target.write(writer.buffer(), 0, writer.length());
  }

  @Override
  public final T deserialize(DataInputView source) throws IOException {
    int version = source.readByte();
    if (version != VERSION) {
      throw new IOException(
          getClass().getSimpleName() + ": stored form has version " + version + ", not " + VERSION);
    }
    int length = source.readInt();
    if (length < 0) {
      throw new IOException(getClass().getSimpleName() + ": state of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    source.readFully(bytes);
    StateReader reader = new StateReader(bytes);
    try {
      T state = read(reader);
      reader.end();
      return state;
    } catch (IllegalArgumentException notOurs) {
      throw new IOException(getClass().getSimpleName() + ": " + notOurs.getMessage(), notOurs);
    }
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public final TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public final boolean isImmutableType() {
    return false;
  }

  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof StoredSerializer<?> that && getClass() == that.getClass();
  }

  @Override
  public final int hashCode() {
    return getClass().hashCode();
  }
}
