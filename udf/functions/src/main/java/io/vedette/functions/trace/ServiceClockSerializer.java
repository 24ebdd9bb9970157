package io.vedette.functions.trace;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import io.vedette.schema.NodeKind;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** {@link ServiceClock} in its stored form. */
final class ServiceClockSerializer extends StoredSerializer<ServiceClock> {

  private static final long serialVersionUID = 1L;

  @Override
  void write(ServiceClock state, StateWriter out) {
    state.write(out);
  }

  @Override
  ServiceClock read(StateReader in) {
    return ServiceClock.read(in);
  }

  @Override
  public ServiceClock createInstance() {
    return new ServiceClock("", "", NodeKind.SERVICE);
  }

  @Override
  public ServiceClock copy(ServiceClock from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<ServiceClock> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ServiceClock> {
    /** For Flink. */
    public Snapshot() {
      super(ServiceClockSerializer::new);
    }
  }
}
