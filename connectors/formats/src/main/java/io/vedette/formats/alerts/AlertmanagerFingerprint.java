package io.vedette.formats.alerts;

import io.vedette.schema.Labels;
import io.vedette.schema.SeriesHash;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The fingerprint Alertmanager gives a label set: FNV-1a, 64 bits, over names and values in order,
 * a byte 255 behind each. So an alert is the same whether Prometheus or Alertmanager sent it.
 *
 * <p>Source: github.com/prometheus/common/model, labelSetToFingerprint.
 */
final class AlertmanagerFingerprint {

  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int SEPARATOR = 255;

  private AlertmanagerFingerprint() {}

  /** As 16 hexadecimal digits. */
  static String of(Map<String, String> labels) {
    Labels sorted = Labels.of(labels);
    long hash = OFFSET;
    for (int i = 0; i < sorted.size(); i++) {
      hash = add(add(hash, sorted.name(i)), sorted.value(i));
    }
    return SeriesHash.toHex(hash);
  }

  private static long add(long hash, String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * PRIME;
    }
    return (hash ^ SEPARATOR) * PRIME;
  }
}
