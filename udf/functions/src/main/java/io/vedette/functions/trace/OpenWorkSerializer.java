package io.vedette.functions.trace;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** {@link OpenWork} in its stored form. */
public final class OpenWorkSerializer extends StoredSerializer<OpenWork> {

  private static final long serialVersionUID = 1L;

  @Override
  void write(OpenWork state, StateWriter out) {
    state.write(out);
  }

  @Override
  OpenWork read(StateReader in) {
    return OpenWork.read(in);
  }

  @Override
  public OpenWork createInstance() {
    return new OpenWork();
  }

  @Override
  public OpenWork copy(OpenWork from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<OpenWork> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OpenWork> {
    /** For Flink. */
    public Snapshot() {
      super(OpenWorkSerializer::new);
    }
  }
}
