package io.vedette.kafka;

import io.vedette.formats.RecordDecoder;
import io.vedette.formats.mapping.BuiltInMappings;
import io.vedette.formats.mapping.Mapping;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.result.DeadLetterReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decoders by the mapping that a record's header names or holds; the {@value #KEPT} used last are
 * kept.
 *
 * @param <D> what they find
 */
final class MappedDecoders<D> {

  private static final int KEPT = 64;

  private final Function<Mapping, RecordDecoder<D>> maker;
  private final Map<String, RecordDecoder<D>> decoders =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RecordDecoder<D>> eldest) {
          return size() > KEPT;
        }
      };

  /** Makes decoders so. */
  MappedDecoders(Function<Mapping, RecordDecoder<D>> maker) {
    this.maker = maker;
  }

  /**
   * The decoder of a record.
   *
   * @throws UnreadableBodyException when its header names no mapping and is none
   */
  RecordDecoder<D> of(ConsumerRecord<byte[], byte[]> record) throws UnreadableBodyException {
    String text = BodyDeserializer.header(record, MetricFormat.MAPPING_HEADER);
    if (text == null) {
      throw new UnreadableBodyException(
          DeadLetterReason.UNSUPPORTED, "header " + MetricFormat.MAPPING_HEADER + " is missing");
    }
    RecordDecoder<D> decoder = decoders.get(text);
    if (decoder == null) {
      try {
        decoder = maker.apply(BuiltInMappings.of(text).orElseGet(() -> Mapping.parse(text)));
      } catch (IllegalArgumentException wrong) {
        throw new UnreadableBodyException(
            DeadLetterReason.UNSUPPORTED,
            "header " + MetricFormat.MAPPING_HEADER + ": " + wrong.getMessage(),
            wrong);
      }
      decoders.put(text, decoder);
    }
    return decoder;
  }
}
