package io.vedette.kafka;

import io.vedette.formats.logs.LogFormat;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic with log bodies.
 *
 * @param name what its source is called, in kebab-case, e.g. {@code otlp-logs}
 * @param topic the topic
 * @param format of a record without the header {@code vedette-format}; null for OTLP, whose JSON
 *     and protobuf are told apart by the first byte
 */
public record LogTopic(String name, String topic, @Nullable LogFormat format) {

  /** The topics a job reads. */
  public static List<LogTopic> all(Settings settings) {
    return List.of(
        new LogTopic("logs", settings.get(SharedSettings.LOGS_TOPIC), LogFormat.JSON),
        new LogTopic("otlp-logs", settings.get(SharedSettings.OTLP_LOGS_TOPIC), null));
  }
}
