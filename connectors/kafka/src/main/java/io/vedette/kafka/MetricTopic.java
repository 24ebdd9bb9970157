package io.vedette.kafka;

import io.vedette.formats.metrics.MetricFormat;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A topic with metric bodies.
 *
 * @param name what its source is called, in kebab-case, e.g. {@code otlp-metrics}
 * @param topic the topic
 * @param format of a record without the header {@value MetricFormat#HEADER}; null for OTLP, whose
 *     JSON and protobuf are told apart by the first byte
 */
public record MetricTopic(String name, String topic, @Nullable MetricFormat format) {

  private static final String OTLP = "otlp";
  private static final Pattern FURTHER = Pattern.compile("([A-Za-z0-9._-]{1,249}):([a-z0-9-]+)");
  private static final Pattern NOT_KEBAB = Pattern.compile("[^a-z0-9]+");

  /** The topics a job reads: metrics, OTLP metrics, then the further ones in their order. */
  public static List<MetricTopic> all(Settings settings) {
    List<MetricTopic> topics = new ArrayList<>();
    topics.add(
        new MetricTopic(
            "metrics",
            settings.get(SharedSettings.METRICS_TOPIC),
            format(settings.get(KafkaSettings.METRICS_FORMAT))));
    topics.add(
        new MetricTopic("otlp-metrics", settings.get(SharedSettings.OTLP_METRICS_TOPIC), null));
    for (String further : settings.get(KafkaSettings.FURTHER_TOPICS)) {
      topics.add(further(further));
    }
    return topics;
  }

  /** Of {@code topic:format}, which {@link #isFurther} took. */
  private static MetricTopic further(String text) {
    Matcher parts = FURTHER.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not topic:format");
    }
    return new MetricTopic(kebab(parts.group(1)), parts.group(1), format(parts.group(2)));
  }

  static boolean isFurther(String text) {
    Matcher parts = FURTHER.matcher(text);
    return parts.matches() && isFormat(parts.group(2)) && !kebab(parts.group(1)).isEmpty();
  }

  static boolean isFormat(String word) {
    return word.equals(OTLP) || MetricFormat.of(word).isPresent();
  }

  private static @Nullable MetricFormat format(String word) {
    return word.equals(OTLP)
        ? null
        : MetricFormat.of(word)
            .orElseThrow(() -> new IllegalArgumentException("there is no format '" + word + "'"));
  }

  private static String kebab(String topic) {
    String words = NOT_KEBAB.matcher(topic.toLowerCase(Locale.ROOT)).replaceAll("-");
    return words.replaceAll("^-|-$", "");
  }
}
