package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.formats.metrics.MetricFormat;
import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A record that should not be there. */
final class Poison {

  private static final String JSON = MetricFormat.JSON.word();

  private final byte @Nullable [] body;
  private final String format;
  private final String encoding;
  private final String reason;

  private Poison(byte @Nullable [] body, String format, String encoding, String reason) {
    this.body = body;
    this.format = format;
    this.encoding = encoding;
    this.reason = reason;
  }

  /** A reason its dead letters must have; empty when it may happen to be readable. */
  String reason() {
    return reason;
  }

  /** The nth, of a kind by its number. */
  static Poison of(int n, Random random) {
    byte[] whole = KafkaStreamingIT.json("poison", n);
    return switch (n % 11) {
      case 0 -> new Poison(null, JSON, "", "MALFORMED");
      case 1 -> new Poison(new byte[16_385], JSON, "", "TOO_LARGE");
      case 2 -> new Poison(whole, "no-such-format", "", "UNSUPPORTED");
      case 3 -> new Poison(whole, JSON, "zstd", "UNSUPPORTED");
      case 4 -> new Poison(whole, JSON, "gzip", "MALFORMED");
      case 5 -> new Poison(Arrays.copyOf(whole, whole.length / 2), JSON, "", "MALFORMED");
      case 6 -> new Poison(text(whole, "99999999999999"), JSON, "", "FUTURE");
      case 7 -> new Poison(text(whole, "-1"), JSON, "", "MALFORMED");
      case 8 -> new Poison(noise(random), any(random), "", "");
      case 9 -> new Poison(flipped(whole, random), JSON, "", "");
      default -> new Poison(whole, MetricFormat.REMOTE_WRITE_1.word(), "", "MALFORMED");
    };
  }

  ProducerRecord<byte[], byte[]> record(String topic) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, "source".getBytes(UTF_8), body);
    if (!format.isEmpty()) {
      record.headers().add(MetricFormat.HEADER, format.getBytes(UTF_8));
    }
    if (!encoding.isEmpty()) {
      record.headers().add(MetricFormat.ENCODING_HEADER, encoding.getBytes(UTF_8));
    }
    return record;
  }

  private static byte[] text(byte[] whole, String time) {
    return new String(whole, UTF_8).replaceFirst("\\[\\[\\d+", "[[" + time).getBytes(UTF_8);
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[random.nextInt(400)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] flipped(byte[] whole, Random random) {
    byte[] flipped = whole.clone();
    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private static String any(Random random) {
    MetricFormat[] formats = MetricFormat.values();
    return formats[random.nextInt(formats.length)].word();
  }
}
