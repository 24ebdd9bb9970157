package io.vedette.formats.changes;

import io.vedette.formats.RecordDecoder;
import io.vedette.formats.RecordVisitor;
import io.vedette.formats.alerts.Times;
import io.vedette.formats.mapping.Item;
import io.vedette.formats.mapping.Mapping;
import io.vedette.formats.mapping.MappingKind;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.alert.ChangeEvent;
import io.vedette.schema.labels.AlertLabels;
import io.vedette.schema.result.DeadLetterReason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of any tool by a mapping. One without an id has a hash of what it says, so that it is the
 * same when it is sent again; that needs a time. Thread-safe.
 */
public final class MappedChangeDecoder implements RecordDecoder<ChangeEvent> {

  private static final Set<String> KINDS =
      Set.of("deployment", "rollback", "config", "scaling", "flag", "other");
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_SUMMARY = 2_000;

  private final Mapping mapping;
  private final DecoderLimits limits;

  /** By a mapping that makes changes. */
  public MappedChangeDecoder(Mapping mapping, DecoderLimits limits) {
    if (mapping.kind() != MappingKind.CHANGES) {
      throw new IllegalArgumentException("mapping " + mapping + " makes no changes");
    }
    this.mapping = mapping;
    this.limits = limits;
  }

  @Override
  public void decode(
      byte[] body, int offset, int length, long received, RecordVisitor<ChangeEvent> visitor)
      throws UnreadableBodyException {
    limits.checkSize(length);
    List<Item> items = mapping.items(body, offset, length);
    for (int i = 0; i < items.size(); i++) {
      ChangeEvent change;
      try {
        change = change(items.get(i), received);
      } catch (IllegalArgumentException wrong) {
        visitor.rejected(
            DeadLetterReason.MALFORMED, "changes[" + i + "]: " + wrong.getMessage(), 1);
        continue;
      }
      visitor.take(change);
    }
  }

  private ChangeEvent change(Item item, long received) {
    Map<String, String> labels = labels(item);
    String service = field("service", item);
    if (service == null) {
      service = AlertLabels.service(labels);
    }
    if (service == null) {
      throw new IllegalArgumentException("a change needs a service");
    }
    String environment = field("environment", item);
    Long ts = Times.of("ts", mapping.field("ts", item));
    String summary = mapping.field("summary", item);
    ChangeEvent change =
        ChangeEvent.newBuilder()
            .setId("")
            .setTs(ts == null ? received : ts)
            .setEnvironment(environment == null ? AlertLabels.environment(labels) : environment)
            .setService(service)
            .setKind(kind(field("kind", item)))
            .setVersion(field("version", item))
            .setAuthor(field("author", item))
            .setSummary(
                summary == null || summary.length() <= LONGEST_SUMMARY
                    ? summary
                    : summary.substring(0, LONGEST_SUMMARY))
            .setUrl(url(field("url", item)))
            .setLabels(labels)
            .setSender(mapping.name())
            .build();
    String id = mapping.field("id", item);
    if (id != null && id.length() > LONGEST_ID) {
      throw new IllegalArgumentException("id has more than " + LONGEST_ID + " characters");
    }
    change.setId(id == null ? idOf(change) : id);
    return change;
  }

  private Map<String, String> labels(Item item) {
    Map<String, String> labels = mapping.labels(item);
    if (labels.size() > limits.maxLabels()) {
      throw new IllegalArgumentException(
          labels.size() + " labels; at most " + limits.maxLabels() + " are taken");
    }
    labels.forEach(
        (name, value) -> {
          if (name.length() > limits.maxLabelNameBytes()
              || value.length() > limits.maxLabelValueBytes()) {
            throw new IllegalArgumentException("a label is too long");
          }
        });
    return labels;
  }

  private @Nullable String field(String name, Item item) {
    String value = mapping.field(name, item);
    if (value != null && value.length() > limits.maxLabelValueBytes()) {
      throw new IllegalArgumentException(
          name + " has more than " + limits.maxLabelValueBytes() + " characters");
    }
    return value;
  }

  private static String kind(@Nullable String word) {
    if (word == null) {
      return "other";
    }
    String kind = word.toLowerCase(Locale.ROOT);
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException(
          "kind is one of deployment, rollback, config, scaling, flag, other; not '"
              + (word.length() <= 40 ? word : word.substring(0, 40))
              + "'");
    }
    return kind;
  }

  /** Any other than http and https would run what the sender wrote when somebody clicks on it. */
  private static @Nullable String url(@Nullable String url) {
    boolean isWeb = url != null && (url.startsWith("https://") || url.startsWith("http://"));
    return isWeb ? url : null;
  }

  private static String idOf(ChangeEvent change) {
    long hash = SeriesHash.fold(SeriesHash.EMPTY, 0, change.getTs());
    List<@Nullable String> parts =
        Arrays.asList(
            change.getEnvironment(), change.getService(), change.getKind(), change.getVersion());
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (part != null) {
        hash = SeriesHash.fold(hash, i + 1, SeriesHash.of(part));
      }
    }
    return SeriesHash.toHex(hash);
  }
}
