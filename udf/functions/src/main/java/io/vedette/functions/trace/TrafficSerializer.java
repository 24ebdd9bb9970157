package io.vedette.functions.trace;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import io.vedette.algorithms.trace.Traffic;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** {@link Traffic} in its stored form. */
public final class TrafficSerializer extends StoredSerializer<Traffic> {

  private static final long serialVersionUID = 1L;

  @Override
  void write(Traffic state, StateWriter out) {
    state.write(out);
  }

  @Override
  Traffic read(StateReader in) {
    return Traffic.read(in);
  }

  @Override
  public Traffic createInstance() {
    return new Traffic();
  }

  @Override
  public Traffic copy(Traffic from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<Traffic> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Traffic> {
    /** For Flink. */
    public Snapshot() {
      super(TrafficSerializer::new);
    }
  }
}
