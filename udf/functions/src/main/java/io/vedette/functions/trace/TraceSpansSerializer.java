package io.vedette.functions.trace;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import io.vedette.algorithms.trace.TraceSpans;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** {@link TraceSpans} in its stored form. */
public final class TraceSpansSerializer extends StoredSerializer<TraceSpans> {

  private static final long serialVersionUID = 1L;

  @Override
  void write(TraceSpans state, StateWriter out) {
    state.write(out);
  }

  @Override
  TraceSpans read(StateReader in) {
    return TraceSpans.read(in);
  }

  @Override
  public TraceSpans createInstance() {
    return new TraceSpans();
  }

  @Override
  public TraceSpans copy(TraceSpans from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<TraceSpans> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TraceSpans> {
    /** For Flink. */
    public Snapshot() {
      super(TraceSpansSerializer::new);
    }
  }
}
