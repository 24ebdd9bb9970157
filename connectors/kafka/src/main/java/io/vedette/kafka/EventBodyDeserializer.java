package io.vedette.kafka;

import io.vedette.formats.RecordDecoder;
import io.vedette.formats.events.KubernetesEventDecoder;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.EventInput;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenEvent;
import io.vedette.schema.event.EventRecord;
import io.vedette.serializers.VedetteTypes;
import java.time.Clock;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads events of Kubernetes. */
public final class EventBodyDeserializer extends InputDeserializer<EventInput, EventRecord> {

  private static final long serialVersionUID = 1L;

  private final BodyLimits limits;

  private transient RecordDecoder<EventRecord> decoder;

  /**
   * Within limits.
   *
   * @param clock processing time; must be serializable
   */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public EventBodyDeserializer(BodyLimits limits, Clock clock) {
    super(limits, JobMetric.EVENTS_READ, JobMetric.EVENTS_REJECTED, clock);
    this.limits = limits;
  }

  @Override
  public void open(InitializationContext context) {
    super.open(context);
    decoder = new KubernetesEventDecoder(limits.decoderLimits());
  }

  @Override
  RecordDecoder<EventRecord> decoder(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableBodyException {
    String word = header(record, MetricFormat.HEADER);
    if (word != null && !word.equals(KubernetesEventDecoder.FORMAT)) {
      throw unknownFormat(word);
    }
    return decoder;
  }

  @Override
  EventInput taken(EventRecord record) {
    return new TakenEvent(record);
  }

  @Override
  EventInput rejection(Rejected rejected) {
    return rejected;
  }

  @Override
  long time(EventRecord record) {
    return record.getTs();
  }

  @Override
  public TypeInformation<EventInput> getProducedType() {
    return VedetteTypes.EVENT_INPUT;
  }
}
