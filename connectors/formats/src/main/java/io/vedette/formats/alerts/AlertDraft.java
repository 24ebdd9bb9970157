package io.vedette.formats.alerts;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.Labels;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.labels.AlertLabels;
import io.vedette.schema.labels.SeverityWords;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.schema.result.Severity;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alert in the making: what a sender says of it, each field as text, and what follows from that.
 *
 * <ul>
 *   <li>What the sender does not say of service, entity, host and environment, its labels say
 *       ({@link AlertLabels}).
 *   <li>The fingerprint is the sender's own where that is 16 hexadecimal digits, else a hash of it,
 *       else one of what the alert is about. Where the sender has ids of its own its labels are
 *       part of that, but for those that say how it is by now; without an id they are not, since a
 *       resolution may leave them out.
 *   <li>The id is the sender's, else fingerprint and beginning; see {@link IncomingAlert}.
 *   <li>Where no status is said, an alert that ended fires no more.
 * </ul>
 */
final class AlertDraft {

  private static final int LONGEST_ID = 200;
  private static final int LONGEST_SUMMARY = 2_000;
  private static final int SHOWN = 40;

  /** Labels that change while an alert stays the same one. */
  private static final Set<String> BY_NOW =
      Set.of("severity", "priority", "status", "state", "value");

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, String> labels;
  private final String sender;

  /**
   * An alert without fields.
   *
   * @param sender which tool sent it
   * @param labels all of them
   */
  AlertDraft(String sender, Map<String, String> labels) {
    this.sender = sender;
    this.labels = labels;
  }

  /** All labels. */
  Map<String, String> labels() {
    return labels;
  }

  /** Sets a field of {@link io.vedette.formats.mapping.MappingKind#ALERTS}; null is none. */
  AlertDraft with(String field, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      fields.put(field, value);
    }
    return this;
  }

  /**
   * The alert.
   *
   * @param received when its body was received, milliseconds since the epoch
   * @throws UnreadableBodyException when it is none, or beyond a limit; it says why
   */
  IncomingAlert toAlert(long received, DecoderLimits limits) throws UnreadableBodyException {
    requireWithin(limits);
    try {
      return build(received);
    } catch (IllegalArgumentException wrong) {
      throw new UnreadableBodyException(
          DeadLetterReason.MALFORMED, String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private IncomingAlert build(long received) {
    String name = fields.get("name");
    if (name == null) {
      throw new IllegalArgumentException("an alert needs a name");
    }
    Long startsAt = Times.of("startsAt", fields.get("startsAt"));
    Long endsAt = Times.of("endsAt", fields.get("endsAt"));
    AlertStatus status = status(endsAt, received);
    boolean fires = status == AlertStatus.FIRING;
    long began = startsAt == null ? received : startsAt;
    // an end to come is when it expires
    Long expiresAt = Times.of("expiresAt", fields.get("expiresAt"));
    if (expiresAt == null && fires && endsAt != null && endsAt > received) {
      expiresAt = endsAt;
    }
    IncomingAlert alert =
        IncomingAlert.newBuilder()
            .setId("")
            .setFingerprint("")
            .setName(name)
            .setStatus(status)
            .setTs(fires ? began : ended(startsAt, endsAt, received))
            .setStartsAt(startsAt)
            .setExpiresAt(fires ? expiresAt : null)
            .setEnvironment(fields.getOrDefault("environment", AlertLabels.environment(labels)))
            .setService(or("service", AlertLabels.service(labels)))
            .setEntity(or("entity", AlertLabels.entity(labels)))
            .setHost(or("host", AlertLabels.host(labels)))
            .setCaller(fields.get("caller"))
            .setKind(fields.get("kind"))
            .setDirection(fields.get("direction"))
            .setType(fields.get("type"))
            .setSeverity(severity())
            .setLabels(Map.copyOf(labels))
            .setSummary(summary())
            .setSender(sender)
            .setSenderFingerprint(fields.get("fingerprint"))
            .build();
    alert.setFingerprint(fingerprint(alert));
    String id = fields.get("id");
    alert.setId(id == null ? alert.getFingerprint() + "-" + began : id);
    return alert;
  }

  private static long ended(@Nullable Long startsAt, @Nullable Long endsAt, long received) {
    long ended = endsAt == null ? received : endsAt;
    return startsAt == null ? ended : Math.max(startsAt, ended);
  }

  private AlertStatus status(@Nullable Long endsAt, long received) {
    String word = fields.get("status");
    if (word == null) {
      return endsAt != null && endsAt <= received ? AlertStatus.RESOLVED : AlertStatus.FIRING;
    }
    AlertStatus status = StatusWords.of(word);
    if (status == null) {
      throw new IllegalArgumentException("status is firing or resolved, not '" + shown(word) + "'");
    }
    return status;
  }

  private @Nullable Severity severity() {
    return SeverityWords.of(or("severity", labels.get("severity")));
  }

  private @Nullable String summary() {
    String summary = fields.get("summary");
    return summary == null || summary.length() <= LONGEST_SUMMARY
        ? summary
        : summary.substring(0, LONGEST_SUMMARY);
  }

  private String fingerprint(IncomingAlert alert) {
    String own = fields.get("fingerprint");
    if (own == null) {
      return hash(
          alert.getEnvironment(),
          alert.getName(),
          alert.getService(),
          alert.getEntity(),
          alert.getHost(),
          alert.getCaller(),
          alert.getKind(),
          alert.getDirection(),
          alert.getType(),
          labelsOfIdentity());
    }
    String lower = own.toLowerCase(Locale.ROOT);
    return isFingerprint(lower) ? lower : hash(sender, own);
  }

  /** What tells alerts of a sender with ids of its own apart; null when there is nothing. */
  private @Nullable String labelsOfIdentity() {
    if (!fields.containsKey("id")) {
      return null;
    }
    Map<String, String> all = new TreeMap<>(labels);
    all.keySet().removeIf(name -> BY_NOW.contains(name.toLowerCase(Locale.ROOT)));
    return all.isEmpty() ? null : SeriesHash.toHex(Labels.of(all).hash());
  }

  private static boolean isFingerprint(String text) {
    boolean fits = text.length() == 16;
    for (int i = 0; i < text.length() && fits; i++) {
      char c = text.charAt(i);
      fits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    return fits;
  }

  private static String hash(@Nullable String... parts) {
    long hash = SeriesHash.EMPTY;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (part != null) {
        hash = SeriesHash.fold(hash, i, SeriesHash.of(part));
      }
    }
    return SeriesHash.toHex(hash);
  }

  private @Nullable String or(String field, @Nullable String otherwise) {
    String value = fields.get(field);
    return value == null ? otherwise : value;
  }

  private void requireWithin(DecoderLimits limits) throws UnreadableBodyException {
    if (labels.size() > limits.maxLabels()) {
      throw overLimit(labels.size() + " labels; at most " + limits.maxLabels() + " are taken");
    }
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (label.getKey().length() > limits.maxLabelNameBytes()
          || label.getValue().length() > limits.maxLabelValueBytes()) {
        throw overLimit("a label that is too long, '" + shown(label.getKey()) + "'");
      }
    }
    for (Map.Entry<String, String> field : fields.entrySet()) {
      int longest = field.getKey().equals("id") ? LONGEST_ID : limits.maxLabelValueBytes();
      boolean isCut = field.getKey().equals("summary");
      if (!isCut && field.getValue().length() > longest) {
        throw overLimit("a " + field.getKey() + " of more than " + longest + " characters");
      }
    }
  }

  private static UnreadableBodyException overLimit(String message) {
    return new UnreadableBodyException(DeadLetterReason.OVER_LIMIT, "an alert has " + message);
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
