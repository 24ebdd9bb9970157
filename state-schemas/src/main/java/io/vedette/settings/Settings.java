package io.vedette.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings, validated as a whole before anything starts. Immutable.
 *
 * <p>A flag beats the environment, the environment beats the file, the file beats the default. A
 * flag or a key in the file that no setting has is an error; an environment variable is not, since
 * the environment is shared.
 */
public final class Settings {

  private final Map<String, String> texts;

  private Settings(Map<String, String> texts) {
    this.texts = texts;
  }

  /**
   * Settings from key and value alone, unchecked until asked for; for tests and for composition.
   */
  public static Settings of(Map<String, String> values) {
    return new Settings(Map.copyOf(values));
  }

  /**
   * Resolves and validates.
   *
   * @param known every setting there is
   * @param flags from the command line, by key
   * @param environment the process's environment
   * @param file YAML, nested or with dotted keys; null for none
   * @throws SettingsException with every problem found
   */
  public static Settings resolve(
      Collection<? extends Setting<?>> known,
      Map<String, String> flags,
      Map<String, String> environment,
      @Nullable Path file) {
    List<String> problems = new ArrayList<>();
    Map<String, Setting<?>> byKey = new HashMap<>();
    for (Setting<?> setting : known) {
      byKey.put(setting.key(), setting);
      setting.formerKeys().forEach(former -> byKey.put(former, setting));
    }
    Map<String, String> texts = new TreeMap<>();
    if (file != null) {
      take(readYaml(file, problems), byKey, "in " + file, texts, problems);
    }
    for (Setting<?> setting : known) {
      String text = environment.get(setting.environmentVariable());
      if (text != null) {
        texts.put(setting.key(), text);
      }
    }
    take(flags, byKey, "on the command line", texts, problems);
    Settings settings = new Settings(Map.copyOf(texts));
    for (Setting<?> setting : known) {
      try {
        settings.find(setting);
      } catch (IllegalArgumentException wrong) {
        problems.add(String.valueOf(wrong.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  private static void take(
      Map<String, String> values,
      Map<String, Setting<?>> byKey,
      String where,
      Map<String, String> texts,
      List<String> problems) {
    values.forEach(
        (key, text) -> {
          Setting<?> setting = byKey.get(key);
          if (setting == null) {
            problems.add(key + " " + where + ": there is no such setting" + nearest(key, byKey));
          } else {
            texts.put(setting.key(), text);
          }
        });
  }

  /** The value, or the default. */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new IllegalArgumentException(setting.key() + " is not set"));
  }

  /** The value, or the default, or nothing when there is none. */
  public <T> Optional<T> find(Setting<T> setting) {
    String text = texts.get(setting.key());
    return text == null
        ? setting.defaultText().map(setting::parse)
        : Optional.of(setting.parse(text));
  }

  /** A value, or the default, as it was written; empty when there is none. For messages. */
  public String text(Setting<?> setting) {
    String text = texts.get(setting.key());
    return text == null ? setting.defaultText().orElse("") : text;
  }

  /** These settings with one more value, which wins. */
  public Settings with(Setting<?> setting, String value) {
    Map<String, String> more = new HashMap<>(texts);
    more.put(setting.key(), value);
    return new Settings(Map.copyOf(more));
  }

  /** What was set by flag, environment or file, by key; to hand on to another process. */
  public Map<String, String> texts() {
    return texts;
  }

  /** What differs from the defaults, one {@code key=value} a line, secrets masked; for the log. */
  public String describe(Collection<? extends Setting<?>> known) {
    StringJoiner lines = new StringJoiner("\n");
    for (Setting<?> setting : known) {
      String text = texts.get(setting.key());
      if (text != null) {
        lines.add(setting.key() + "=" + (setting.isSecret() ? "***" : text));
      }
    }
    return lines.toString();
  }

  private static Map<String, String> readYaml(Path file, List<String> problems) {
    if (!Files.isRegularFile(file)) {
      problems.add(file + ": there is no such settings file");
      return Map.of();
    }
    Map<String, String> flat = new LinkedHashMap<>();
    try {
      flatten("", new YAMLMapper().readTree(file.toFile()), flat);
    } catch (JsonProcessingException notYaml) {
      problems.add(file + ": not readable as YAML: " + notYaml.getOriginalMessage());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read settings file " + file, unreadable);
    }
    return flat;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  flatten(
                      prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(),
                      field.getValue(),
                      flat));
    } else if (node.isArray()) {
      StringJoiner list = new StringJoiner(",");
      node.forEach(element -> list.add(element.asText()));
      flat.put(prefix, list.toString());
    } else if (!node.isNull() && !node.isMissingNode()) {
      flat.put(prefix, node.asText());
    }
  }

  private static String nearest(String key, Map<String, Setting<?>> byKey) {
    String best = "";
    int bestDistance = 4;
    for (String candidate : byKey.keySet()) {
      int distance = distance(key, candidate);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? "" : "; did you mean " + best + "?";
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
