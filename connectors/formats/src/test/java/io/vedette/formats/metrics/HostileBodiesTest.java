package io.vedette.formats.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.Labels;
import io.vedette.schema.result.DeadLetterReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.Snappy;

/** Any bytes whatever end in a return or in {@link UnreadableBodyException}, soon and cheaply. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileBodiesTest {

  private static final int MUTATIONS = 10_000;
  private static final DecoderLimits LIMITS = DecoderLimits.DEFAULT;

  @ParameterizedTest
  @EnumSource
  void mutatedBodiesEndInAReturnOrInTheException(MetricFormat format) {
    Random random = new Random(20261122);
    MetricDecoder decoder = MetricDecoders.create(format, LIMITS);
    List<byte[]> seeds = seeds(format);
    int readable = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] message = mutate(seeds.get(i % seeds.size()), random);
      // Half of the damage is done below snappy, where it would else never be seen.
      byte[] body = isSnappy(format) && i % 2 == 0 ? Bodies.snappy(message) : message;
      try {
        decoder.decode(body, new MetricCounts());
        readable++;
      } catch (UnreadableBodyException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      } catch (RuntimeException | Error other) {
        throw new AssertionError("mutation " + i + ": " + Arrays.toString(body), other);
      }
    }
    // Damage that no decoder minds exists too: were there none, the seeds would be unreadable.
    assertThat(readable).isPositive();
    assertReadsItsSeed(decoder, format);
  }

  /** What a decoder remembers of earlier bodies must not change what it makes of a damaged one. */
  @ParameterizedTest
  @EnumSource
  void mutatedBodiesAreToldAlikeByADecoderThatHasSeenOthers(MetricFormat format) {
    Random random = new Random(20261124);
    MetricDecoder seasoned = MetricDecoders.create(format, LIMITS, 64);
    List<byte[]> seeds = seeds(format);
    for (int i = 0; i < MUTATIONS / 4; i++) {
      byte[] seed = seeds.get(i % seeds.size());
      told(seasoned, packed(format, seed));
      byte[] body = packed(format, mutate(seed, random));
      assertThat(told(seasoned, body))
          .as("mutation %d", i)
          .isEqualTo(told(MetricDecoders.create(format, LIMITS, 64), body));
    }
  }

  private static List<Object> told(MetricDecoder decoder, byte[] body) {
    RecordingVisitor visitor = new RecordingVisitor();
    String end = "read";
    try {
      decoder.decode(body, visitor);
    } catch (UnreadableBodyException unreadable) {
      end = unreadable.reason() + " " + unreadable.getMessage();
    }
    return List.of(visitor.samples, visitor.hashes, visitor.refused, end);
  }

  @ParameterizedTest
  @EnumSource
  void everyPrefixTellsThePrefixOfTheSamples(MetricFormat format) throws UnreadableBodyException {
    MetricDecoder decoder = MetricDecoders.create(format, LIMITS);
    byte[] seed = seeds(format).get(0);
    RecordingVisitor whole = new RecordingVisitor();
    decoder.decode(packed(format, seed), whole);
    int longest = 0;
    for (int length = 0; length < seed.length; length++) {
      RecordingVisitor part = new RecordingVisitor();
      try {
        decoder.decode(packed(format, Arrays.copyOf(seed, length)), part);
      } catch (UnreadableBodyException expected) {
        assertThat(expected.reason()).isEqualTo(DeadLetterReason.MALFORMED);
      }
      // Kinds may not be known yet where metadata follows the samples.
      assertThat(part.lines()).isEqualTo(whole.lines().subList(0, part.samples.size()));
      longest = Math.max(longest, part.samples.size());
    }
    assertThat(longest).isGreaterThanOrEqualTo(whole.samples.size() - 4);
  }

  @ParameterizedTest
  @EnumSource
  void randomBytesEndInAReturnOrInTheException(MetricFormat format) {
    Random random = new Random(7);
    MetricDecoder decoder = MetricDecoders.create(format, LIMITS);
    for (int i = 0; i < 2000; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      byte[] body = isSnappy(format) && i % 2 == 0 ? Bodies.snappy(noise) : noise;
      try {
        decoder.decode(body, new MetricCounts());
      } catch (UnreadableBodyException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
    assertReadsItsSeed(decoder, format);
  }

  @ParameterizedTest
  @EnumSource
  void bodiesOfNothingButOpeningsAndEmptyPartsAreBounded(MetricFormat format) {
    MetricDecoder decoder = MetricDecoders.create(format, LIMITS);
    int size = 2 << 20;
    for (String unit :
        List.of("[", "{\"a\":", "{}", "{},", "[],", "\n\0", "\"\0", "*\0", "\n\2\n\0", "\t")) {
      byte[] pattern = unit.getBytes(UTF_8);
      byte[] filled = new byte[size];
      for (int i = 0; i < size; i++) {
        filled[i] = pattern[i % pattern.length];
      }
      try {
        decoder.decode(packed(format, filled), new MetricCounts());
      } catch (UnreadableBodyException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
    assertReadsItsSeed(decoder, format);
  }

  @ParameterizedTest
  @EnumSource
  void bodiesBeyondTheSizeLimitAreTooLarge(MetricFormat format) {
    DecoderLimits small = new DecoderLimits(100, 64, 1024, 2048);
    MetricDecoder decoder = MetricDecoders.create(format, small);

    assertThatThrownBy(
            () -> decoder.decode(packed(format, seeds(format).get(0)), new MetricCounts()))
        .isInstanceOfSatisfying(
            UnreadableBodyException.class,
            refused -> assertThat(refused.reason()).isEqualTo(DeadLetterReason.TOO_LARGE));
  }

  @Test
  void aSnappyBlockCannotClaimMoreThanItsBytesCanHold() {
    // 31 MiB announced by four bytes.
    byte[] bomb = {(byte) 0x80, (byte) 0x80, (byte) 0xC0, 0x0F, 0, 0};

    assertThatThrownBy(
            () ->
                MetricDecoders.create(MetricFormat.REMOTE_WRITE_1, LIMITS)
                    .decode(bomb, new MetricCounts()))
        .isInstanceOfSatisfying(
            UnreadableBodyException.class,
            refused -> assertThat(refused.reason()).isEqualTo(DeadLetterReason.MALFORMED))
        .hasMessageContaining("32,505,856 declared in 6 bytes");
  }

  @Test
  void aGzipBombIsTooLarge() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[64 << 20]);
    }
    byte[] bomb = packed.toByteArray();

    assertThatThrownBy(() -> Gzip.unpack(bomb, 0, bomb.length, 1 << 20))
        .isInstanceOfSatisfying(
            UnreadableBodyException.class,
            refused -> assertThat(refused.reason()).isEqualTo(DeadLetterReason.TOO_LARGE));
  }

  @Test
  void damagedGzipEndsInAReturnOrInTheException() {
    Random random = new Random(3);
    byte[] seed = Bodies.golden("otlp.json.gz");
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] body = mutate(seed, random);
      try {
        assertThat(Gzip.unpack(body, 0, body.length, 1 << 20)).hasSizeLessThanOrEqualTo(1 << 20);
      } catch (UnreadableBodyException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  private static void assertReadsItsSeed(MetricDecoder decoder, MetricFormat format) {
    MetricCounts counts = new MetricCounts();
    try {
      decoder.decode(packed(format, seeds(format).get(0)), counts);
    } catch (UnreadableBodyException notAnyMore) {
      throw new AssertionError("a good body is not read after bad ones", notAnyMore);
    }
    assertThat(counts.samples()).isPositive();
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] body = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int c = 0; c < changes && body.length > 0; c++) {
      int at = random.nextInt(body.length);
      switch (random.nextInt(8)) {
        case 0 -> body[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> body[at] = (byte) random.nextInt(256);
        case 2 -> body = Arrays.copyOf(body, at);
        case 3 -> body = Arrays.copyOf(body, body.length + random.nextInt(64));
        case 4 -> // a varint of ten bytes and more
            Arrays.fill(body, at, Math.min(body.length, at + 12), (byte) 0xFF);
        case 5 -> // a part stands twice
            body =
                Bodies.concat(
                    Arrays.copyOf(body, at),
                    Arrays.copyOfRange(body, Math.max(0, at - 40), body.length));
        case 6 -> // a part is missing
            body =
                Bodies.concat(
                    Arrays.copyOf(body, at),
                    Arrays.copyOfRange(body, Math.min(body.length, at + 9), body.length));
        default -> {
          byte[] noise = new byte[random.nextInt(20)];
          random.nextBytes(noise);
          System.arraycopy(noise, 0, body, at, Math.min(noise.length, body.length - at));
        }
      }
    }
    return body;
  }

  private static boolean isSnappy(MetricFormat format) {
    return format == MetricFormat.REMOTE_WRITE_1 || format == MetricFormat.REMOTE_WRITE_2;
  }

  private static byte[] packed(MetricFormat format, byte[] message) {
    return isSnappy(format) ? Bodies.snappy(message) : message;
  }

  /** Messages of a format, not packed. */
  private static List<byte[]> seeds(MetricFormat format) {
    Labels cart = Labels.of("__name__", "up", "instance", "a:9100", "service", "cart");
    Labels shop = Labels.of("__name__", "requests_total", "job", "shop", "path", "/\u00fc");
    long[] times = {1_700_000_000_000L, 1_700_000_015_000L, 1_700_000_030_000L};
    double[] values = {1, 2.5, Double.NaN};
    return switch (format) {
      case REMOTE_WRITE_1 ->
          List.of(
              RemoteWriteEncoder.version1()
                  .add(cart, times, values)
                  .add(shop, times, values)
                  .finishUnpacked(),
              unpacked("remote-write-1.snappy"));
      case REMOTE_WRITE_2 ->
          List.of(
              RemoteWriteEncoder.version2()
                  .add(cart, times, values)
                  .add(shop, times, values)
                  .finishUnpacked(),
              unpacked("remote-write-2.snappy"));
      case OTLP_PROTO -> List.of(Bodies.golden("otlp.pb"));
      case OTLP_JSON -> List.of(Bodies.golden("otlp.json"));
      case JSON ->
          List.of(
              Bodies.utf8(
                  "{\"series\":[{\"labels\":{\"__name__\":\"x\",\"service\":\"cart\"},"
                      + "\"kind\":\"gauge\",\"samples\":[[1700000000000,0.12],[2,\"NaN\"]]},"
                      + "{\"labels\":{\"__name__\":\"y\"},\"samples\":[[1,\"+Inf\"],[2,-1e9]]}]}"));
      case KAFKA_ADAPTER_JSON -> {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          lines.add(Bodies.kafkaAdapter(i % 2 == 0 ? cart : shop, i));
        }
        yield List.of(
            Bodies.utf8(String.join("\n", lines)),
            Bodies.utf8("[" + String.join(",", lines) + "]"));
      }
    };
  }

  private static byte[] unpacked(String golden) {
    try {
      return Snappy.uncompress(Bodies.golden(golden));
    } catch (IOException notSnappy) {
      throw new AssertionError(notSnappy);
    }
  }
}
