package io.vedette.formats.mapping;

import java.util.List;

/** What a mapping makes, and the fields it may fill. */
public enum MappingKind {
  /** Alerts. */
  ALERTS(
      "alerts",
      List.of(
          "id",
          "fingerprint",
          "name",
          "status",
          "severity",
          "startsAt",
          "endsAt",
          "expiresAt",
          "environment",
          "service",
          "entity",
          "host",
          "caller",
          "kind",
          "direction",
          "type",
          "summary")),
  /** Deployments and other changes. */
  CHANGES(
      "changes",
      List.of("id", "ts", "environment", "service", "kind", "version", "author", "summary", "url"));

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> fields;

  MappingKind(String word, List<String> fields) {
    this.word = word;
    this.fields = fields;
  }

  /** The word that names it in a mapping, and in the gateway's paths. */
  public String word() {
    return word;
  }

  /** The fields there are. */
  public List<String> fields() {
    return fields;
  }
}
