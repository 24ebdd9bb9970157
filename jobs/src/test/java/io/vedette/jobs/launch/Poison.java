package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.MetricDecoders;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.MetricVisitor;
import io.vedette.formats.metrics.SeriesRef;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.result.DeadLetterReason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A record that should not be there, and what must become of it. */
final class Poison {

  /** Nothing is wrong, and nothing is said of it. */
  static final Poison NONE =
      new Poison(new byte[0], "", "", new Outcome(EnumSet.noneOf(DeadLetterReason.class), 0));

  private static final String JSON = MetricFormat.JSON.word();

  private final byte @Nullable [] body;
  private final String format;
  private final String encoding;
  private final Outcome outcome;

  /**
   * What must become of a record.
   *
   * @param reasons of its dead letters, one each
   * @param samples that are read of it all the same
   */
  record Outcome(Set<DeadLetterReason> reasons, int samples) {}

  private Poison(byte @Nullable [] body, String format, String encoding, Outcome outcome) {
    this.body = body;
    this.format = format;
    this.encoding = encoding;
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }

  /** The nth, of a kind by its number. */
  static Poison of(int n, Random random) {
    byte[] whole = KafkaStreamingIT.json("poison", n, n % 7);
    return switch (n % 11) {
      case 0 -> refused(null, JSON, "", DeadLetterReason.MALFORMED);
      case 1 -> refused(new byte[16_385], JSON, "", DeadLetterReason.TOO_LARGE);
      case 2 -> refused(whole, "no-such-format", "", DeadLetterReason.UNSUPPORTED);
      case 3 -> refused(whole, JSON, "zstd", DeadLetterReason.UNSUPPORTED);
      case 4 -> refused(whole, JSON, "gzip", DeadLetterReason.MALFORMED);
      case 5 ->
          refused(Arrays.copyOf(whole, whole.length / 2), JSON, "", DeadLetterReason.MALFORMED);
      case 6 -> refused(text(whole, "99999999999999"), JSON, "", DeadLetterReason.FUTURE);
      case 7 -> refused(text(whole, "-1"), JSON, "", DeadLetterReason.MALFORMED);
      case 8 -> perhapsReadable(noise(random), any(random));
      case 9 -> perhapsReadable(flipped(whole, random), MetricFormat.JSON);
      default -> refused(whole, MetricFormat.REMOTE_WRITE_1.word(), "", DeadLetterReason.MALFORMED);
    };
  }

  private static Poison refused(
      byte @Nullable [] body, String format, String encoding, DeadLetterReason reason) {
    return new Poison(body, format, encoding, new Outcome(EnumSet.of(reason), 0));
  }

  /** What must become of it is what its decoder says of it here, outside of any job. */
  private static Poison perhapsReadable(byte[] body, MetricFormat format) {
    Verdicts verdicts = new Verdicts();
    try {
      MetricDecoders.create(format, DecoderLimits.DEFAULT).decode(body, 0, body.length, verdicts);
    } catch (UnreadableBodyException unreadable) {
      verdicts.reasons.add(unreadable.reason());
    }
    return new Poison(body, format.word(), "", new Outcome(verdicts.reasons, verdicts.samples));
  }

  private static final class Verdicts implements MetricVisitor {
    private final Set<DeadLetterReason> reasons = EnumSet.noneOf(DeadLetterReason.class);
    private final long latest = System.currentTimeMillis() + 10 * 60_000;
    private int samples;

    @Override
    public void series(SeriesRef series) {}

    @Override
    public void sample(long timestamp, double value) {
      if (timestamp <= 0) {
        reasons.add(DeadLetterReason.MALFORMED);
      } else if (timestamp > latest) {
        reasons.add(DeadLetterReason.FUTURE);
      } else {
        samples++;
      }
    }

    @Override
    public void rejected(DeadLetterReason reason, String message, int count) {
      reasons.add(reason);
    }
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

  private static MetricFormat any(Random random) {
    MetricFormat[] formats = MetricFormat.values();
    return formats[random.nextInt(formats.length)];
  }
}
