package io.vedette.kafka;

import io.vedette.formats.traces.SpanFormat;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic with bodies of spans.
 *
 * @param name what its source is called, in kebab-case
 * @param topic the topic
 * @param format of a record without the header {@code vedette-format}; null for OTLP, whose JSON
 *     and protobuf are told apart by the first byte
 */
public record SpanTopic(String name, String topic, @Nullable SpanFormat format) {

  /** The topics a job reads. */
  public static List<SpanTopic> all(Settings settings) {
    return List.of(
        new SpanTopic(
            "spans",
            settings.get(SharedSettings.OTLP_SPANS_TOPIC),
            SpanFormat.of(settings.get(KafkaSettings.SPANS_FORMAT)).orElse(null)));
  }
}
