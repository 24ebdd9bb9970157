package io.vedette.kafka;

import io.vedette.formats.RecordDecoder;
import io.vedette.formats.changes.MappedChangeDecoder;
import io.vedette.formats.mapping.BuiltInMappings;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.ChangeRecord;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenChange;
import io.vedette.schema.alert.ChangeEvent;
import io.vedette.serializers.VedetteTypes;
import java.time.Clock;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads changes, by the header with their mapping, else in our own words. */
public final class ChangeBodyDeserializer extends InputDeserializer<ChangeRecord, ChangeEvent> {

  private static final long serialVersionUID = 1L;

  private final BodyLimits limits;

  private transient RecordDecoder<ChangeEvent> own;
  private transient MappedDecoders<ChangeEvent> mapped;

  /**
   * Within limits.
   *
   * @param clock processing time; must be serializable
   */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public ChangeBodyDeserializer(BodyLimits limits, Clock clock) {
    super(limits, JobMetric.CHANGES_READ, JobMetric.CHANGES_REJECTED, clock);
    this.limits = limits;
  }

  @Override
  public void open(InitializationContext context) {
    super.open(context);
    DecoderLimits taken = limits.decoderLimits();
    own = new MappedChangeDecoder(BuiltInMappings.of(BuiltInMappings.CHANGES).orElseThrow(), taken);
    mapped = new MappedDecoders<>(mapping -> new MappedChangeDecoder(mapping, taken));
  }

  @Override
  RecordDecoder<ChangeEvent> decoder(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableBodyException {
    return header(record, MetricFormat.MAPPING_HEADER) == null ? own : mapped.of(record);
  }

  @Override
  ChangeRecord taken(ChangeEvent record) {
    return new TakenChange(record);
  }

  @Override
  ChangeRecord rejection(Rejected rejected) {
    return rejected;
  }

  @Override
  long time(ChangeEvent record) {
    return record.getTs();
  }

  @Override
  public TypeInformation<ChangeRecord> getProducedType() {
    return VedetteTypes.CHANGE_RECORD;
  }
}
