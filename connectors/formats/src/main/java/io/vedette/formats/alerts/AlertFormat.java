package io.vedette.formats.alerts;

import java.util.Arrays;
import java.util.Optional;

/**
 * The formats of alerts there are, by the word that names each in the Kafka header {@code
 * vedette-format}.
 */
public enum AlertFormat {
  /** Alertmanager's webhook, version 4. */
  ALERTMANAGER_WEBHOOK("alertmanager-webhook"),
  /** What Prometheus posts to an Alertmanager's {@code /api/v2/alerts}. */
  ALERTMANAGER_API("alertmanager-alerts"),
  /** By the mapping in the header {@code vedette-mapping}. */
  MAPPED("mapped");

  private final String word;

  AlertFormat(String word) {
    this.word = word;
  }

  /** The word that names it. */
  public String word() {
    return word;
  }

  /** The format of a word. */
  public static Optional<AlertFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }
}
