package io.vedette.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.formats.alerts.AlertDecoders;
import io.vedette.formats.alerts.MappedAlertDecoder;
import io.vedette.formats.changes.MappedChangeDecoder;
import io.vedette.formats.events.KubernetesEventDecoder;
import io.vedette.formats.mapping.BuiltInMappings;
import io.vedette.formats.mapping.Mapping;
import io.vedette.formats.mapping.MappingException;
import io.vedette.formats.mapping.MappingKind;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.result.DeadLetterReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is sent ends in records, refusals or an {@link UnreadableBodyException}. */
class HostileInputsTest {

  private static final int ROUNDS = 20_000;

  private static final List<String> BODIES =
      List.of(
          "{\"version\":\"4\",\"truncatedAlerts\":1,\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"A\","
              + "\"severity\":\"page\"},\"annotations\":{\"summary\":\"s\"},\"startsAt\":\"2023-11-14T22:00:00.123Z\","
              + "\"endsAt\":\"0001-01-01T00:00:00Z\",\"fingerprint\":\"0123456789abcdef\"}]}",
          "[{\"labels\":{\"alertname\":\"A\"},\"startsAt\":\"2023-11-14T22:00:00Z\",\"endsAt\":1700000000}]",
          "{\"Message\":\"{\\\"AlarmName\\\":\\\"a\\\",\\\"NewStateValue\\\":\\\"OK\\\",\\\"Trigger\\\":{\\\"Dimensions\\\":"
              + "[{\\\"name\\\":\\\"n\\\",\\\"value\\\":\\\"v\\\"}]}}\"}",
          "{\"transition\":\"Triggered\",\"monitor\":\"m\",\"tags\":\"a:b,c:d,e\",\"priority\":\"P1\"}",
          "{\"service\":\"a\",\"kind\":\"flag\",\"ts\":1.7e9,\"url\":\"https://x\",\"labels\":{\"a\":\"b\"}}",
          "{\"deployment_status\":{\"state\":\"success\"},\"deployment\":{\"id\":1},\"repository\":{\"name\":\"r\"}}",
          "{\"type\":\"ADDED\",\"object\":{\"reason\":\"r\",\"count\":3,\"lastTimestamp\":\"2023-11-14T22:00:00Z\","
              + "\"involvedObject\":{\"kind\":\"Pod\",\"name\":\"a-7d9f8b6c5-x2x4z\",\"labels\":{\"app\":\"a\"}}}}");

  private static List<RecordDecoder<?>> decoders() {
    DecoderLimits limits = new DecoderLimits(1 << 16, 8, 64, 64);
    List<RecordDecoder<?>> decoders = new ArrayList<>();
    decoders.add(AlertDecoders.alertmanagerWebhook(limits));
    decoders.add(AlertDecoders.alertmanagerApi(limits));
    decoders.add(AlertDecoders.bySight(limits));
    decoders.add(new KubernetesEventDecoder(limits));
    for (Mapping mapping : BuiltInMappings.all()) {
      decoders.add(
          mapping.kind() == MappingKind.ALERTS
              ? new MappedAlertDecoder(mapping, limits)
              : new MappedChangeDecoder(mapping, limits));
    }
    return decoders;
  }

  @Test
  void bodiesThatAreAlmostRight() {
    Random random = new Random(7);
    List<RecordDecoder<?>> decoders = decoders();
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = BODIES.get(random.nextInt(BODIES.size())).getBytes(UTF_8);
      for (int change = random.nextInt(4); change > 0; change--) {
        body = changed(body, random);
      }
      read += decode(decoders.get(random.nextInt(decoders.size())), body);
    }
    assertThat(read).isGreaterThan(ROUNDS / 100);
  }

  @Test
  void deepAndWideBodies() {
    String deep = "[".repeat(50_000);
    String wide = "[" + "{},".repeat(20_000) + "{}]";
    String strings = "{\"alerts\":[" + "\"x\",".repeat(10_000) + "1]}";
    for (RecordDecoder<?> decoder : decoders()) {
      for (String body : List.of(deep, wide, strings, "", " ", "null", "1", "\"x\"", "\u0000")) {
        assertThat(decode(decoder, body.getBytes(UTF_8))).isNotNegative();
      }
    }
  }

  @Test
  void mappingsThatAreAlmostRight() {
    Random random = new Random(8);
    List<Mapping> mappings = BuiltInMappings.all();
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] text = mappings.get(random.nextInt(mappings.size())).text().getBytes(UTF_8);
      text = changed(text, random);
      try {
        Mapping mapping = Mapping.parse(new String(text, UTF_8));
        byte[] body = BODIES.get(random.nextInt(BODIES.size())).getBytes(UTF_8);
        read +=
            decode(
                mapping.kind() == MappingKind.ALERTS
                    ? new MappedAlertDecoder(mapping, DecoderLimits.DEFAULT)
                    : new MappedChangeDecoder(mapping, DecoderLimits.DEFAULT),
                body);
      } catch (MappingException told) {
        assertThat(told).hasMessageMatching("(?s).+: .+");
      }
    }
    assertThat(read).isPositive();
  }

  private static byte[] changed(byte[] body, Random random) {
    if (body.length == 0) {
      return body;
    }
    byte[] changed = body.clone();
    int at = random.nextInt(changed.length);
    switch (random.nextInt(3)) {
      case 0 -> changed[at] = (byte) random.nextInt();
      case 1 -> changed[at] = (byte) "{}[]\",:0123456789-eE\\/ntf$".charAt(random.nextInt(26));
      default -> changed = Arrays.copyOf(changed, at);
    }
    return changed;
  }

  private static int decode(RecordDecoder<?> decoder, byte[] body) {
    Count<Object> count = new Count<>();
    try {
      decode(decoder, body, count);
    } catch (UnreadableBodyException told) {
      assertThat(told.getMessage()).isNotBlank();
    }
    return count.taken;
  }

  @SuppressWarnings("unchecked") // a visitor that takes anything
  private static void decode(RecordDecoder<?> decoder, byte[] body, Count<Object> count)
      throws UnreadableBodyException {
    ((RecordDecoder<Object>) decoder).decode(body, 0, body.length, Heard.RECEIVED, count);
  }

  private static final class Count<T> implements RecordVisitor<T> {

    private int taken;

    @Override
    public void take(T record) {
      taken++;
    }

    @Override
    public void rejected(DeadLetterReason reason, String message, int records) {
      assertThat(message).isNotBlank();
      assertThat(records).isPositive();
    }
  }
}
