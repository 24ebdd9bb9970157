package io.vedette.kafka;

import io.vedette.formats.RecordDecoder;
import io.vedette.formats.alerts.AlertDecoders;
import io.vedette.formats.alerts.AlertFormat;
import io.vedette.formats.alerts.MappedAlertDecoder;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.AlertRecord;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenAlert;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.serializers.VedetteTypes;
import java.time.Clock;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads alerts of other tools, by the headers with their format and mapping, else by sight. */
public final class AlertBodyDeserializer extends InputDeserializer<AlertRecord, IncomingAlert> {

  private static final long serialVersionUID = 1L;

  private final BodyLimits limits;

  private transient RecordDecoder<IncomingAlert> webhook;
  private transient RecordDecoder<IncomingAlert> api;
  private transient RecordDecoder<IncomingAlert> bySight;
  private transient MappedDecoders<IncomingAlert> mapped;

  /**
   * Within limits.
   *
   * @param clock processing time; must be serializable
   */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public AlertBodyDeserializer(BodyLimits limits, Clock clock) {
    super(limits, JobMetric.ALERTS_READ, JobMetric.ALERTS_REJECTED, clock);
    this.limits = limits;
  }

  @Override
  public void open(InitializationContext context) {
    super.open(context);
    DecoderLimits taken = limits.decoderLimits();
    webhook = AlertDecoders.alertmanagerWebhook(taken);
    api = AlertDecoders.alertmanagerApi(taken);
    bySight = AlertDecoders.bySight(taken);
    mapped = new MappedDecoders<>(mapping -> new MappedAlertDecoder(mapping, taken));
  }

  @Override
  RecordDecoder<IncomingAlert> decoder(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableBodyException {
    String word = header(record, MetricFormat.HEADER);
    if (word == null) {
      return bySight;
    }
    return switch (AlertFormat.of(word).orElseThrow(() -> unknownFormat(word))) {
      case ALERTMANAGER_WEBHOOK -> webhook;
      case ALERTMANAGER_API -> api;
      case MAPPED -> mapped.of(record);
    };
  }

  @Override
  AlertRecord taken(IncomingAlert record) {
    return new TakenAlert(record);
  }

  @Override
  AlertRecord rejection(Rejected rejected) {
    return rejected;
  }

  @Override
  long time(IncomingAlert record) {
    return record.getTs();
  }

  @Override
  public TypeInformation<AlertRecord> getProducedType() {
    return VedetteTypes.ALERT_RECORD;
  }
}
