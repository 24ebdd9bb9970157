package io.vedette.functions;

import io.vedette.schema.Labels;
import io.vedette.schema.Series;
import io.vedette.schema.state.SeriesRecord;
import io.vedette.serializers.MappedAvroSerializer;
import io.vedette.serializers.MappedAvroSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** {@link KnownSeries} in memory, {@link SeriesRecord} on disk. */
public final class KnownSeriesSerializer extends MappedAvroSerializer<KnownSeries, SeriesRecord> {

  private static final long serialVersionUID = 1L;

  /** By the present schema. */
  public KnownSeriesSerializer() {
    super(SeriesRecord.class);
  }

  private KnownSeriesSerializer(TypeSerializer<SeriesRecord> records) {
    super(records);
  }

  @Override
  protected SeriesRecord toStored(KnownSeries living) {
    return living.toStored();
  }

  @Override
  protected KnownSeries fromStored(SeriesRecord stored) {
    return KnownSeries.fromStored(stored);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public KnownSeries createInstance() {
    return new KnownSeries(Series.of(Labels.none()));
  }

  @Override
  public KnownSeries copy(KnownSeries from) {
    return from;
  }

  @Override
  protected KnownSeriesSerializer over(TypeSerializer<SeriesRecord> others) {
    return new KnownSeriesSerializer(others);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot
      extends MappedAvroSerializerSnapshot<KnownSeries, SeriesRecord> {

    /** For Flink, to restore. */
    public Snapshot() {
      super(new KnownSeriesSerializer(), Restoring.RESTORING);
    }

    private Snapshot(KnownSeriesSerializer serializer) {
      super(serializer);
    }
  }
}
