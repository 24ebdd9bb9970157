package io.vedette.functions;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** {@link ScoreState} as it is kept: some 650 bytes, without the detector's memory. */
public final class PackedScoreStateSerializer extends PackedSerializer<ScoreState> {

  private static final long serialVersionUID = 1L;

  @Override
  void write(ScoreState state, StateWriter to) {
    state.write(to);
  }

  @Override
  ScoreState read(StateReader from) {
    return ScoreState.read(from);
  }

  @Override
  public ScoreState createInstance() {
    return new ScoreState();
  }

  @Override
  public ScoreState copy(ScoreState from) {
    return from.copy();
  }

  @Override
  public TypeSerializer<ScoreState> duplicate() {
    return new PackedScoreStateSerializer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackedScoreStateSerializer;
  }

  @Override
  public int hashCode() {
    return PackedScoreStateSerializer.class.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<ScoreState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ScoreState> {
    /** For Flink. */
    public Snapshot() {
      super(PackedScoreStateSerializer::new);
    }

    /** What {@link ScoreStateSerializer} wrote is read by it and written anew by this one. */
    @Override
    public TypeSerializerSchemaCompatibility<ScoreState> resolveSchemaCompatibility(
        TypeSerializerSnapshot<ScoreState> former) {
      return former instanceof ScoreStateSerializer.Snapshot
          ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
          : super.resolveSchemaCompatibility(former);
    }
  }
}
