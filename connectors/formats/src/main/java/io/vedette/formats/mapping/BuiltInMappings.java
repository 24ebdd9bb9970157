package io.vedette.formats.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mappings that come with Vedette, by name; their texts lie beside this class. */
public final class BuiltInMappings {

  /** Our own words as they are: alerts. */
  public static final String ALERTS = "vedette-alerts";

  /** Our own words as they are: changes. */
  public static final String CHANGES = "vedette-changes";

  private static final List<String> NAMES =
      List.of(ALERTS, CHANGES, "grafana", "datadog", "cloudwatch", "github");

  private static final Map<String, Mapping> ALL = load();

  private BuiltInMappings() {}

  /** All of them. */
  public static List<Mapping> all() {
    return List.copyOf(ALL.values());
  }

  /** The one of a name. */
  public static Optional<Mapping> of(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  private static Map<String, Mapping> load() {
    Map<String, Mapping> mappings = new LinkedHashMap<>();
    for (String name : NAMES) {
      mappings.put(name, Mapping.parse(text(name + ".yaml")));
    }
    return mappings;
  }

  private static String text(String file) {
    try (InputStream in = BuiltInMappings.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
