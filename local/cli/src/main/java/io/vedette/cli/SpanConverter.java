package io.vedette.cli;

import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Time spans on the command line, written as in settings: {@code 500ms}, {@code 90s}, {@code 2m}.
 */
final class SpanConverter implements ITypeConverter<Duration> {

  private static final Setting<Duration> SPAN =
      Setting.ofDuration("span", Duration.ZERO, "A time span.");

  @Override
  public Duration convert(String text) {
    try {
      return Settings.of(Map.of(SPAN.key(), text)).get(SPAN);
    } catch (IllegalArgumentException wrong) {
      throw new TypeConversionException(
          "'" + text + "' is not a time span such as 500ms, 90s, 2m or 1h");
    }
  }
}
