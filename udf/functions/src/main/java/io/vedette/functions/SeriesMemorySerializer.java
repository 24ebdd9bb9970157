package io.vedette.functions;

import io.vedette.algorithms.detect.SeriesMemory;
import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** {@link SeriesMemory}, 620 to 960 bytes. */
public final class SeriesMemorySerializer extends PackedSerializer<SeriesMemory> {

  private static final long serialVersionUID = 1L;

  @Override
  void write(SeriesMemory state, StateWriter to) {
    state.write(to);
  }

  @Override
  SeriesMemory read(StateReader from) {
    return SeriesMemory.read(from);
  }

  @Override
  public SeriesMemory createInstance() {
    return new SeriesMemory();
  }

  @Override
  public SeriesMemory copy(SeriesMemory from) {
    return from.copy();
  }

  @Override
  public TypeSerializer<SeriesMemory> duplicate() {
    return new SeriesMemorySerializer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeriesMemorySerializer;
  }

  @Override
  public int hashCode() {
    return SeriesMemorySerializer.class.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<SeriesMemory> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SeriesMemory> {
    /** For Flink. */
    public Snapshot() {
      super(SeriesMemorySerializer::new);
    }
  }
}
