package io.vedette.serializers;

import io.vedette.schema.state.EwmaStateRecord;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** A living class of the tests: mutable, and stored as a part of an Avro record. */
final class Level {

  final double[] meanAndVariance = new double[2];
  int run;

  Level(double mean, double variance, int run) {
    meanAndVariance[0] = mean;
    meanAndVariance[1] = variance;
    this.run = run;
  }

  static final class Serializer extends MappedAvroSerializer<Level, EwmaStateRecord> {

    private static final long serialVersionUID = 1L;

    Serializer() {
      super(EwmaStateRecord.class);
    }

    private Serializer(TypeSerializer<EwmaStateRecord> records) {
      super(records);
    }

    @Override
    protected EwmaStateRecord toStored(Level living) {
      return EwmaStateRecord.newBuilder()
          .setMean(living.meanAndVariance[0])
          .setVariance(living.meanAndVariance[1])
          .setRun(living.run)
          .build();
    }

    @Override
    protected Level fromStored(EwmaStateRecord stored) {
      return new Level(stored.getMean(), stored.getVariance(), stored.getRun());
    }

    @Override
    public boolean isImmutableType() {
      return false;
    }

    @Override
    public Level createInstance() {
      return new Level(0, 0, 0);
    }

    @Override
    public Level copy(Level from) {
      return new Level(from.meanAndVariance[0], from.meanAndVariance[1], from.run);
    }

    @Override
    protected Serializer over(TypeSerializer<EwmaStateRecord> others) {
      return new Serializer(others);
    }

    @Override
    public Snapshot snapshotConfiguration() {
      return new Snapshot(this);
    }
  }

  /** Public with a public constructor, as Flink wants it. */
  public static final class Snapshot extends MappedAvroSerializerSnapshot<Level, EwmaStateRecord> {

    public Snapshot() {
      super(new Serializer(), Restoring.RESTORING);
    }

    private Snapshot(Serializer serializer) {
      super(serializer);
    }
  }
}
