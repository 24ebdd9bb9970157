package io.vedette.functions.trace;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import io.vedette.algorithms.trace.KnownSpan;
import io.vedette.serializers.TracedSpanSerializer;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** {@link KnownSpan} in its stored form. */
public final class KnownSpanSerializer extends StoredSerializer<KnownSpan> {

  private static final long serialVersionUID = 1L;

  @Override
  void write(KnownSpan state, StateWriter out) {
    state.write(out);
  }

  @Override
  KnownSpan read(StateReader in) {
    return KnownSpan.read(in);
  }

  @Override
  public KnownSpan createInstance() {
    return KnownSpan.of(TracedSpanSerializer.INSTANCE.createInstance());
  }

  @Override
  public KnownSpan copy(KnownSpan from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<KnownSpan> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<KnownSpan> {
    /** For Flink. */
    public Snapshot() {
      super(KnownSpanSerializer::new);
    }
  }
}
