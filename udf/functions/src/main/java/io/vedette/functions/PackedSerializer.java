package io.vedette.functions;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import java.io.IOException;
import java.io.ObjectInputStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes state that is read and written with every sample: a length of four bytes, and a form
 * that names its own version, so that it evolves without Flink's help. Through a buffer that is
 * kept, in one copy each way; for one thread, like every serializer of Flink.
 *
 * @param <T> what is kept
 */
abstract class PackedSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;
  private static final int EXPECTED_BYTES = 1_024;

  /** Longer state is none of ours: the bytes were damaged. */
  private static final int MOST_BYTES = 1 << 20;

  private transient StateWriter writer = new StateWriter(EXPECTED_BYTES);
  private transient StateReader reader = new StateReader();
  private transient byte[] buffer = new byte[EXPECTED_BYTES];

  /** Writes the versioned form. */
  abstract void write(T state, StateWriter to);

  /** Reads a form of this release or an earlier one. */
  abstract T read(StateReader from);

  @Override
  public final void serialize(T state, DataOutputView target) throws IOException {
    writer.clear();
    write(state, writer);
    target.writeInt(writer.length());
    target.write(writer.buffer(), 0, writer.length());
  }

  @Override
  public final T deserialize(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("state of " + length + " bytes: at most " + MOST_BYTES + " are ours");
    }
    if (length > buffer.length) {
      buffer = new byte[length];
    }
    source.readFully(buffer, 0, length);
    reader.begin(buffer, length);
    try {
      T state = read(reader);
      reader.end();
      return state;
    } catch (IllegalArgumentException e) {
      throw new IOException(getClass().getSimpleName() + ": " + e.getMessage(), e);
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
    int length = source.readInt();
    target.writeInt(length);
    target.write(source, length);
  }

  @Override
  public final boolean isImmutableType() {
    return false;
  }

  @Override
  public final int getLength() {
    return -1;
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    writer = new StateWriter(EXPECTED_BYTES);
    reader = new StateReader();
    buffer = new byte[EXPECTED_BYTES];
  }
}
