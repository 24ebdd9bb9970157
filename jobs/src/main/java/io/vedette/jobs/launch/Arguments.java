package io.vedette.jobs.launch;

import io.vedette.jobs.config.StreamingSettings;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a job.
 *
 * @param flags settings by key
 * @param file of settings, or null
 */
record Arguments(Map<String, String> flags, @Nullable Path file) {

  /** How to call it. */
  static final String USAGE =
      "usage: [--settings FILE] [--set KEY=VALUE]...   (keys: docs/settings-streaming.md)";

  /**
   * Reads the arguments.
   *
   * @throws SettingsException naming each that is not understood
   */
  static Arguments parse(String... arguments) {
    Map<String, String> flags = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    Path file = null;
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      boolean isOption = argument.equals("--set") || argument.equals("--settings");
      if (!isOption) {
        problems.add("'" + argument + "' is not understood");
      } else if (i + 1 == arguments.length) {
        problems.add(argument + " needs a value behind it");
      } else if (argument.equals("--settings")) {
        file = Path.of(arguments[++i]);
      } else {
        set(arguments[++i], flags, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Arguments(flags, file);
  }

  private static void set(String text, Map<String, String> flags, List<String> problems) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      problems.add("--set '" + text + "' is not key=value");
    } else {
      flags.put(text.substring(0, equals), text.substring(equals + 1));
    }
  }

  /** The settings, validated. */
  Settings resolve(Map<String, String> environment) {
    return StreamingSettings.resolve(flags, environment, file);
  }
}
