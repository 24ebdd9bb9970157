package io.vedette.jobs.launch;

import io.vedette.files.FileLimits;
import io.vedette.files.FileSettings;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.kafka.KafkaSettings;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every setting of a replay: those of the streaming job and those of reading files. */
public final class ReplaySettings {

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      Stream.of(StreamingSettings.ALL, FileSettings.ALL).<Setting<?>>flatMap(List::stream).toList();

  private ReplaySettings() {}

  /**
   * Resolves and validates, relations included.
   *
   * @throws SettingsException with every problem found
   */
  public static Settings resolve(
      Map<String, String> flags, Map<String, String> environment, @Nullable Path file) {
    Settings settings = Settings.resolve(ALL, flags, environment, file);
    StreamingSettings.validate(settings);
    return settings;
  }

  /** What is taken from a file. */
  static FileLimits limits(Settings settings) {
    return FileSettings.limits(
        settings, Math.toIntExact(settings.get(KafkaSettings.DEAD_LETTER_PAYLOAD)));
  }
}
