package io.vedette.gateway.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a record is in Kafka, written as {@code topic/partition/offset}. */
public record RecordPlace(String topic, int partition, long offset) {

  private static final Pattern FORM =
      Pattern.compile("([a-zA-Z0-9._-]{1,249})/([0-9]{1,7})/([0-9]{1,18})");

  /** Reads a place; empty when it is none. */
  public static Optional<RecordPlace> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(
            new RecordPlace(
                parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return topic + "/" + partition + "/" + offset;
  }
}
