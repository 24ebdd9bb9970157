package io.vedette.cli;

import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --settings} and {@code --set}, the same for every command that takes settings. */
final class SettingsOptions {

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "YAML file of settings (docs/settings-streaming.md, docs/settings-gateway.md).")
  @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting; beats environment and file. May be repeated.")
  Map<String, String> flags = new LinkedHashMap<>();

  /**
   * Resolves and validates.
   *
   * @param known every setting the command takes
   * @param fixed values that come from options of their own and beat {@code --set}
   */
  Settings resolve(Collection<? extends Setting<?>> known, Map<String, String> fixed) {
    Map<String, String> all = new LinkedHashMap<>(flags);
    all.putAll(fixed);
    return Settings.resolve(known, all, System.getenv(), file);
  }
}
