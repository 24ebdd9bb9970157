package io.vedette.files;

import io.vedette.schema.SeriesHash;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.labels.SeverityWords;
import io.vedette.schema.result.AlertStatus;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert by the names of its fields, as recorded files write them; see docs/replay.md. */
final class AlertFields {

  private static final String DEFAULT_ENVIRONMENT = "default";

  private final Map<String, String> fields = new HashMap<>();
  private final Map<String, String> labels = new HashMap<>();

  /** Sets a field, or a label where there is no field of that name; empty is none. */
  void put(String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name.toLowerCase(Locale.ROOT), value);
    }
  }

  void putLabel(String name, String value) {
    labels.put(name, value);
  }

  void clear() {
    fields.clear();
    labels.clear();
  }

  /**
   * The alert.
   *
   * @param defaultId where it has none
   * @throws IllegalArgumentException naming the field that is missing or wrong
   */
  IncomingAlert toAlert(String defaultId) {
    String name = required("name");
    String id = take("id");
    String service = take("service");
    String entity = take("entity");
    String environment = take("environment");
    IncomingAlert.Builder alert =
        IncomingAlert.newBuilder()
            .setId(id == null ? defaultId : id)
            .setTs(time(required("ts")))
            .setName(name)
            .setService(service)
            .setEntity(entity)
            .setHost(take("host"))
            .setCaller(take("caller"))
            .setKind(take("kind"))
            .setDirection(take("direction"))
            .setType(take("type"))
            .setSummary(take("summary"))
            .setStatus(status(take("status")))
            .setSenderFingerprint(take("fingerprint"));
    String severity = take("severity");
    if (severity != null) {
      alert.setSeverity(SeverityWords.of(severity));
      labels.put("severity", severity);
    }
    fields.forEach(labels::putIfAbsent);
    String labelled = labels.get("environment");
    if (environment == null) {
      environment = labelled == null ? DEFAULT_ENVIRONMENT : labelled;
    }
    return alert
        .setEnvironment(environment)
        .setFingerprint(
            fingerprint(
                name,
                service,
                entity,
                alert.getHost(),
                alert.getCaller(),
                alert.getKind(),
                alert.getDirection(),
                alert.getType()))
        .setLabels(Map.copyOf(labels))
        .build();
  }

  private @Nullable String take(String name) {
    return fields.remove(name);
  }

  private String required(String name) {
    String value = take(name);
    if (value == null) {
      throw new IllegalArgumentException("an alert needs '" + name + "'");
    }
    return value;
  }

  private static long time(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long time = TimeText.parse(bytes, 0, bytes.length);
    if (time == TimeText.UNREADABLE) {
      throw new IllegalArgumentException("ts is no time: '" + text + "'");
    }
    return time;
  }

  private static AlertStatus status(@Nullable String text) {
    if (text == null) {
      return AlertStatus.FIRING;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "firing" -> AlertStatus.FIRING;
      case "resolved" -> AlertStatus.RESOLVED;
      default ->
          throw new IllegalArgumentException("status is firing or resolved, not '" + text + "'");
    };
  }

  private static String fingerprint(@Nullable String... parts) {
    long hash = SeriesHash.EMPTY;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (part != null) {
        hash = SeriesHash.fold(hash, i, SeriesHash.of(part));
      }
    }
    return SeriesHash.toHex(hash);
  }
}
