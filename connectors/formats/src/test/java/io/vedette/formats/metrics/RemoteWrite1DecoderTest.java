package io.vedette.formats.metrics;

import static io.vedette.formats.metrics.Bodies.concat;
import static io.vedette.formats.metrics.Bodies.field;
import static io.vedette.formats.metrics.Bodies.fixed;
import static io.vedette.formats.metrics.Bodies.label;
import static io.vedette.formats.metrics.Bodies.sample;
import static io.vedette.formats.metrics.Bodies.series;
import static io.vedette.formats.metrics.Bodies.snappy;
import static io.vedette.formats.metrics.Bodies.varint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.formats.metrics.RecordingVisitor.Refused;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.result.DeadLetterReason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RemoteWrite1DecoderTest {

  private static final byte[] GOOD = series(label("__name__", "good"), sample(9, 9));

  private final RecordingVisitor told = new RecordingVisitor();

  @Test
  void labelsMayStandUnsortedAndBehindTheSamples() throws UnreadableBodyException {
    decode(
        series(sample(1, 1), label("job", "b"), sample(2, 2), label("__name__", "a")),
        series(sample(3, 3), label("__name__", "a"), label("job", "b")));

    assertThat(told.lines())
        .containsExactly("a{job=\"b\"} 1.0 @1", "a{job=\"b\"} 2.0 @2", "a{job=\"b\"} 3.0 @3");
    assertThat(told.hashes).containsOnly(Labels.of("__name__", "a", "job", "b").hash()).hasSize(2);
  }

  @Test
  void anEmptyLabelIsNoLabel() throws UnreadableBodyException {
    decode(
        series(label("__name__", "a"), label("b", ""), sample(1, 1)),
        series(label("__name__", "a"), sample(2, 2)));

    assertThat(told.hashes).containsExactly(hash("a"), hash("a"));
    assertThat(told.samples.get(0).series().labels()).isEqualTo(Labels.of("__name__", "a"));
  }

  @Test
  void whatCannotBeASeriesIsRefusedAndTheRestIsRead() throws UnreadableBodyException {
    byte[] notText = {(byte) 0xC3, (byte) 0x28};
    decode(
        series(sample(1, 1), sample(2, 2)),
        series(label("job", "a"), sample(1, 1)),
        series(label("__name__", ""), sample(1, 1)),
        series(label("__name__", "a"), label("b", "1"), label("b", "2"), sample(1, 1)),
        series(label("__name__", "a"), label("", "1"), sample(1, 1)),
        series(label("__name__", "a"), label(Bodies.utf8("b"), notText), sample(1, 1)),
        series(label("__name__", "a")),
        GOOD);

    assertThat(told.refused)
        .containsExactly(
            new Refused(DeadLetterReason.MALFORMED, "timeseries[0] has no labels", 2),
            new Refused(DeadLetterReason.MALFORMED, "timeseries[1] has no label __name__", 1),
            new Refused(DeadLetterReason.MALFORMED, "timeseries[2] has no labels", 1),
            new Refused(DeadLetterReason.MALFORMED, "timeseries[3] (a) has label b twice", 1),
            new Refused(
                DeadLetterReason.MALFORMED, "timeseries[4] (a) has a label without a name", 1),
            new Refused(DeadLetterReason.MALFORMED, "timeseries[5] (a) label b is not UTF-8", 1));
    assertThat(told.lines()).containsExactly("good 9.0 @9");
  }

  @Test
  void whatIsBeyondALimitIsRefusedAndTheRestIsRead() throws UnreadableBodyException {
    MetricDecoder strict =
        MetricDecoders.create(MetricFormat.REMOTE_WRITE_1, new DecoderLimits(10_000, 2, 8, 4));
    strict.decode(
        snappy(
            concat(
                series(label("__name__", "a"), label("b", "1"), label("c", "2"), sample(1, 1)),
                series(label("__name__", "a"), label("longerThan8", "1"), sample(1, 1)),
                series(label("__name__", "a"), label("b", "12345"), sample(1, 1)),
                series(label("__name__", "a"), label("b", "1234"), label("c", ""), sample(1, 1)))),
        told);

    assertThat(told.refused)
        .containsExactly(
            new Refused(
                DeadLetterReason.OVER_LIMIT, "timeseries[0] (a) has 3 labels, the limit is 2", 1),
            new Refused(
                DeadLetterReason.OVER_LIMIT,
                "timeseries[1] (a) has a label name of 11 bytes, the limit is 8",
                1),
            new Refused(
                DeadLetterReason.OVER_LIMIT,
                "timeseries[2] (a) label b has a value of 5 bytes, the limit is 4",
                1));
    assertThat(told.lines()).containsExactly("a{b=\"1234\"} 1.0 @1");
  }

  @Test
  void samplesInFrontOfDamageAreTold() {
    byte[] brokenSample = field(2, new byte[] {9, 1, 2, 3});
    assertThatThrownBy(
            () ->
                decode(
                    GOOD,
                    series(label("__name__", "a"), sample(1, 1), brokenSample, sample(2, 2)),
                    GOOD))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessageStartingWith("timeseries[1]: a number of 8 bytes is cut off at byte");

    assertThat(told.lines()).containsExactly("good 9.0 @9", "a 1.0 @1");
  }

  @Test
  void samplesWhoseLabelsAreDamagedBelongToNobody() {
    byte[] brokenLabel = {10, 4, 10, 100, 'a', 'b'};
    assertThatThrownBy(
            () -> decode(GOOD, series(label("__name__", "a"), sample(1, 1), brokenLabel)))
        .isInstanceOf(UnreadableBodyException.class);

    assertThat(told.lines()).containsExactly("good 9.0 @9");
  }

  @Test
  void aBodyMayLieInsideALargerArray() throws UnreadableBodyException {
    byte[] body = snappy(GOOD);
    byte[] larger = concat(new byte[7], body, new byte[5]);

    decoder().decode(larger, 7, body.length, told);

    assertThat(told.lines()).containsExactly("good 9.0 @9");
  }

  @Test
  void theLastOfAFieldThatStandsTwiceCounts() throws UnreadableBodyException {
    byte[] twice = field(2, concat(fixed(1, 1.0), varint(2, 1), fixed(1, 2.0), varint(2, 2)));
    decode(series(label("__name__", "a"), twice));

    assertThat(told.lines()).containsExactly("a 2.0 @2");
  }

  @Test
  void fieldsOfLaterVersionsArePassedOver() throws UnreadableBodyException {
    decode(
        varint(9, 1),
        series(label("__name__", "a"), fixed(15, 1L), field(16, "new"), sample(1, 1)),
        field(12, "new"));

    assertThat(told.lines()).containsExactly("a 1.0 @1");
  }

  @Test
  void aStaleNativeHistogramEndsAllItsSeries() throws UnreadableBodyException {
    double stale = Double.longBitsToDouble(Sample.STALE_NAN_BITS);
    decode(series(label("__name__", "h"), field(4, concat(fixed(3, stale), varint(15, 5)))));

    assertThat(told.lines())
        .containsExactly("h_count NaN @5", "h_sum NaN @5", "h_bucket{le=\"+Inf\"} NaN @5");
    assertThat(told.samples)
        .allSatisfy(
            sample ->
                assertThat(Double.doubleToRawLongBits(sample.value()))
                    .isEqualTo(Sample.STALE_NAN_BITS));
  }

  @Test
  void aGaugeHistogramIsOfGauges() throws UnreadableBodyException {
    byte[] gauge = field(4, concat(varint(1, 3), fixed(3, 2.5), varint(14, 3), varint(15, 5)));
    decode(series(label("__name__", "h"), sample(4, 4), gauge));

    assertThat(told.lines()).containsExactly("h 4.0 @4", "h_count 3.0 @5", "h_sum 2.5 @5");
    assertThat(told.samples.get(1).series().kind()).isEqualTo(MetricKind.GAUGE);
    assertThat(told.samples.get(2).series().kind()).isEqualTo(MetricKind.GAUGE);
  }

  @Test
  void metadataOfAFamilyIsThatOfItsSuffixes() throws UnreadableBodyException {
    decode(
        series(label("__name__", "h_bucket"), label("le", "1"), sample(1, 1)),
        series(label("__name__", "s_sum"), sample(1, 1)),
        series(label("__name__", "s"), label("quantile", "0.5"), sample(1, 1)),
        series(label("__name__", "other_sum"), sample(1, 1)),
        metadata("h", 3),
        metadata("s", 5),
        metadata("other", 2));

    assertThat(told.samples)
        .extracting(sample -> sample.series().kind())
        .containsExactly(
            MetricKind.COUNTER, MetricKind.COUNTER, MetricKind.GAUGE, MetricKind.UNKNOWN);
  }

  @Test
  void theFirstHundredRefusalsAreToldOneByOne() throws UnreadableBodyException {
    byte[][] many = new byte[250][];
    Arrays.fill(many, series(sample(1, 1), sample(2, 2)));
    decode(many);

    assertThat(told.refused).hasSize(101);
    assertThat(told.refused.get(100))
        .isEqualTo(
            new Refused(
                DeadLetterReason.MALFORMED,
                "beside the first 100 refusals of this body: 300 samples",
                300));
  }

  @Test
  void aBodyOfVersion2IsNamedSo() {
    byte[] version2 =
        RemoteWriteEncoder.version2()
            .add(Labels.of("__name__", "a"), new long[] {1}, new double[] {1})
            .finish();

    assertThatThrownBy(() -> decoder().decode(version2, told))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessageStartingWith("body looks like remote write 2.0 and was sent as 1.0");
  }

  private static byte[] metadata(String family, int type) {
    return field(3, concat(varint(1, type), field(2, family)));
  }

  private static long hash(String metric) {
    return Labels.of("__name__", metric).hash();
  }

  private void decode(byte[]... parts) throws UnreadableBodyException {
    decoder().decode(snappy(concat(parts)), told);
  }

  private static MetricDecoder decoder() {
    return MetricDecoders.create(MetricFormat.REMOTE_WRITE_1, DecoderLimits.DEFAULT);
  }
}
