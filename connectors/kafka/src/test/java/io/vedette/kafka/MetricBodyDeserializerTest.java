package io.vedette.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.formats.metrics.MetricFormat;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricBodyDeserializerTest {

  private static final long NOON = 1_700_000_000_000L;
  private static final Labels CART = Labels.of("__name__", "up", "service", "cart");

  private final BodyBench bench = new BodyBench(NOON);

  @BeforeEach
  void start() throws Exception {
    bench.open(Map.of());
  }

  @Test
  void theFormatIsTheOneTheHeaderNames() {
    bench.read(bench.json(CART, "[1700000000000,0.5]"), MetricFormat.JSON);
    assertThat(bench.samples()).containsExactly(new Sample(Series.of(CART), NOON, 0.5));
    assertThat(bench.letters()).isEmpty();
  }

  @Test
  void withoutAHeaderTheFormatIsTheTopicsOwn() throws Exception {
    bench.open(Map.of(), MetricFormat.JSON);
    bench.read(bench.json(CART, "[1700000000000,0.5]"));
    assertThat(bench.samples()).hasSize(1);
  }

  @Test
  void labelsTravelWithTheFirstSampleAndAgainAfterTheInterval() {
    byte[] body = bench.json(CART, "[1700000000000,1],[1700000000001,2]");
    bench.read(body, MetricFormat.JSON);
    bench.read(body, MetricFormat.JSON);
    bench.clock.forward(61 * 60_000L);
    bench.read(body, MetricFormat.JSON);
    assertThat(bench.samples())
        .extracting(sample -> sample.series() != null)
        .containsExactly(true, false, false, false, true, false);
    assertThat(bench.count(JobMetric.SERIES_ANNOUNCED)).isEqualTo(2);
    assertThat(bench.count(JobMetric.SAMPLES_READ)).isEqualTo(6);
  }

  @Test
  void aRefusedSampleDoesNotTakeTheLabelsWithIt() {
    bench.read(bench.json(CART, "[1700000600001,1]"), MetricFormat.JSON);
    assertThat(bench.samples()).isEmpty();
    bench.read(bench.json(CART, "[1700000600001,1],[1700000000000,2]"), MetricFormat.JSON);
    assertThat(bench.samples()).containsExactly(new Sample(Series.of(CART), NOON, 2));
  }

  @Test
  void aSampleUpToTheLimitAheadIsTakenAndOneBeyondIsRefused() {
    bench.read(
        bench.json(CART, "[1700000600000,1],[1700000600001,2],[1700000600002,3]"),
        MetricFormat.JSON);
    assertThat(bench.samples()).extracting(Sample::timestamp).containsExactly(NOON + 10 * 60_000L);
    DeadLetter letter = bench.letter();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.FUTURE);
    assertThat(letter.getCount()).isEqualTo(2);
    assertThat(letter.getMessage())
        .isEqualTo(
            "a sample of up{service=\"cart\"} has time 1700000600001, 600001 ms ahead of when"
                + " it was received; the limit is 600000 ms");
  }

  @Test
  void aRecordFromTheFutureDoesNotLetSamplesFromTheFutureIn() {
    bench.received(NOON + 3_600_000);
    bench.read(bench.json(CART, "[1700000600000,1],[1700003600000,2]"), MetricFormat.JSON);
    assertThat(bench.samples()).extracting(Sample::value).containsExactly(1.0);
    assertThat(bench.letter().getReason()).isEqualTo(DeadLetterReason.FUTURE);
    assertThat(bench.letter().getMessage()).contains("3600000 ms ahead");
  }

  @Test
  void whatWasReceivedLongAgoIsMeasuredByThatTime() {
    bench.received(NOON - 3_600_000);
    bench.read(bench.json(CART, "[1700000000000,1]"), MetricFormat.JSON);
    assertThat(bench.letter().getReason()).isEqualTo(DeadLetterReason.FUTURE);
  }

  @Test
  void aTimeThatIsNotPositiveIsRefused() {
    bench.read(bench.json(CART, "[0,1],[-5,2],[1,3]"), MetricFormat.JSON);
    assertThat(bench.samples()).extracting(Sample::value).containsExactly(3.0);
    assertThat(bench.letter().getReason()).isEqualTo(DeadLetterReason.MALFORMED);
    assertThat(bench.letter().getCount()).isEqualTo(2);
  }

  @Test
  void aLetterSaysWhereTheBodyWasAndWhoSentIt() {
    byte[] body = "x".repeat(5000).getBytes(UTF_8);
    bench.read(body, Map.of("vedette-format", "vedette-json", "vedette-source", "prom-1"));
    DeadLetter letter = bench.letter();
    assertThat(letter.getOrigin()).isEqualTo("in/3/42");
    assertThat(letter.getSource()).isEqualTo("prom-1");
    assertThat(letter.getTimestamp()).isEqualTo(NOON);
    assertThat(letter.getPayload().remaining()).isEqualTo(1024);
    assertThat(letter.getPayloadSize()).isEqualTo(5000);
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.MALFORMED);
    assertThat(bench.count(JobMetric.BODIES_READ)).isEqualTo(1);
    assertThat(bench.count(JobMetric.BODIES_REJECTED)).isEqualTo(1);
  }

  @Test
  void theGoodSamplesBeforeATornEndGoOn() {
    byte[] whole = bench.json(CART, "[1700000000000,1],[1700000000001,2]");
    byte[] torn = new String(whole, UTF_8).replace("]]}]}", "],[17").getBytes(UTF_8);
    bench.read(torn, MetricFormat.JSON);
    assertThat(bench.samples()).extracting(Sample::value).containsExactly(1.0, 2.0);
    assertThat(bench.letter().getReason()).isEqualTo(DeadLetterReason.MALFORMED);
    assertThat(bench.letter().getCount()).isEqualTo(1);
  }

  @Test
  void gzipIsUnpackedByItsHeader() throws Exception {
    Map<String, String> headers =
        Map.of("vedette-format", "vedette-json", "content-encoding", "gzip");
    bench.read(gzip(bench.json(CART, "[1700000000000,0.5]")), headers);
    assertThat(bench.samples()).hasSize(1);
    bench.read("not gzip".getBytes(UTF_8), headers);
    assertThat(bench.letter().getReason()).isEqualTo(DeadLetterReason.MALFORMED);
  }

  @Test
  void aBombIsRefusedBeforeItIsUnpacked() throws Exception {
    bench.read(
        gzip(new byte[40 << 20]),
        Map.of("vedette-format", "vedette-json", "content-encoding", "gzip"));
    assertThat(bench.letter().getReason()).isEqualTo(DeadLetterReason.TOO_LARGE);
  }

  @Test
  void anEncodingThatIsNotKnownIsUnsupported() {
    bench.read(new byte[1], Map.of("vedette-format", "vedette-json", "content-encoding", "zstd"));
    assertThat(bench.letter().getReason()).isEqualTo(DeadLetterReason.UNSUPPORTED);
    assertThat(bench.letter().getMessage()).contains("content-encoding").contains("'zstd'");
  }

  @Test
  void aFormatThatIsNotKnownIsUnsupported() {
    bench.read(new byte[1], Map.of("vedette-format", "y".repeat(10_000)));
    assertThat(bench.letter().getReason()).isEqualTo(DeadLetterReason.UNSUPPORTED);
    assertThat(bench.letter().getMessage()).hasSizeLessThan(200).contains("vedette-format");
  }

  @Test
  void aTombstoneIsALetter() {
    bench.read(null, MetricFormat.JSON);
    assertThat(bench.letter().getMessage()).contains("tombstone");
    assertThat(bench.letter().getPayloadSize()).isZero();
  }

  @Test
  void aBodyOverTheLimitIsTooLarge() throws Exception {
    bench.open(Map.of("limits.body-bytes", "1KiB"));
    bench.read(new byte[1025], MetricFormat.JSON);
    assertThat(bench.letter().getReason()).isEqualTo(DeadLetterReason.TOO_LARGE);
    assertThat(bench.letter().getMessage()).contains("1025").contains("1024");
  }

  @Test
  void aFailureOfTheOperatorBehindIsNotTheBodysFault() {
    byte[] body = bench.json(CART, "[1700000000000,0.5]");
    assertThatThrownBy(
            () ->
                bench.readInto(
                    body,
                    record -> {
                      throw new IllegalStateException("full");
                    }))
        .hasMessage("full");
  }

  @Test
  void theCountersBalance() {
    bench.read(bench.json(CART, "[1700000000000,1],[0,1],[0,1]"), MetricFormat.JSON);
    bench.read("{".getBytes(UTF_8), MetricFormat.JSON);
    bench.read(bench.json(CART, "[1700000000000,1]"), MetricFormat.JSON);
    assertThat(bench.count(JobMetric.BODIES_READ)).isEqualTo(3);
    assertThat(bench.count(JobMetric.BODIES_REJECTED)).isEqualTo(2);
    assertThat(bench.count(JobMetric.SAMPLES_READ)).isEqualTo(2);
    assertThat(bench.count(JobMetric.SAMPLES_REJECTED)).isEqualTo(3);
    assertThat(bench.letters()).hasSize(2);
  }

  @Test
  void itTravelsToTheTaskManagers() throws Exception {
    assertThat(InstantiationUtil.clone(bench.deserializer())).isNotNull();
  }

  @Test
  void theOptionsAreThoseOfTheSettings() {
    MetricBodyOptions options =
        MetricBodyOptions.of(
            Settings.of(
                Map.of(
                    "sources.max-ahead", "1m",
                    "sources.announcement-cache-size", "8",
                    "limits.labels-per-series", "5")),
            null);
    assertThat(options.maxAhead()).hasMinutes(1);
    assertThat(options.announcementCacheSize()).isEqualTo(8);
    assertThat(options.decoderLimits().maxLabels()).isEqualTo(5);
    assertThat(options.decoderLimits().maxUnpackedBytes()).isEqualTo(32 << 20);
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    }
    return packed.toByteArray();
  }
}
