package io.vedette.formats.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Native histograms of remote write, both versions, built field by field. */
class NativeHistogramTest {

  private static final long NOW = 1_700_000_000_000L;

  private final RecordingVisitor told = new RecordingVisitor();

  @Test
  void spansAndDifferencesBecomeCumulativeBuckets() throws Exception {
    decode(
        Bodies.varint(1, 16),
        Bodies.fixed(3, 40.5),
        Bodies.varint(4, zigZag(0)),
        Bodies.fixed(5, 0.001),
        Bodies.varint(6, 2),
        // buckets 0 and 1, which are (0.5,1] and (1,2], then 4, (8,16]
        span(11, 0, 2),
        span(11, 2, 1),
        Bodies.field(12, zigZags(3, 1, 3)));

    assertThat(buckets())
        .containsExactly("0.001 2.0", "0.5 2.0", "1 5.0", "2 9.0", "8 9.0", "16 16.0", "+Inf 16.0");
    assertThat(told.samples)
        .extracting(each -> each.series().kind())
        .containsOnly(MetricKind.COUNTER);
    assertThat(told.histogramIds.subList(2, 9))
        .as("one histogram, which is that of a classic one of this name")
        .containsOnly(told.histogramIds.get(2));
    assertThat(told.histograms).isEqualTo(1);
  }

  @Test
  void countsInFloatingPointAndNegativeBuckets() throws Exception {
    decode(
        Bodies.fixed(2, 4.0),
        Bodies.fixed(3, 1.0),
        Bodies.varint(4, zigZag(0)),
        span(8, 1, 1),
        Bodies.field(10, Bodies.doubles(1.5)),
        span(11, -1, 1),
        Bodies.field(13, Bodies.doubles(2.5)));

    assertThat(buckets())
        .as("[-2,-1) 1.5, (0.25,0.5] 2.5")
        .containsExactly("-2 0.0", "-1 1.5", "0.25 1.5", "0.5 4.0", "+Inf 4.0");
  }

  @Test
  void customBoundsAreThoseOfAClassicHistogram() throws Exception {
    decode(
        Bodies.varint(1, 6),
        Bodies.fixed(3, 1.0),
        Bodies.varint(4, zigZag(-53)),
        span(11, 0, 1),
        span(11, 1, 2),
        Bodies.field(12, zigZags(1, 1, 1)),
        Bodies.field(16, Bodies.doubles(0.1, 0.5, 1)));

    assertThat(buckets()).containsExactly("0.1 1.0", "0.5 1.0", "1 3.0", "+Inf 6.0");
  }

  @Test
  void aStaleOneEndsAndOneWithoutBucketsHasNone() throws Exception {
    decode(Bodies.fixed(3, Double.longBitsToDouble(Sample.STALE_NAN_BITS)));
    assertThat(buckets()).containsExactly("+Inf NaN");
    told.samples.clear();
    decode(Bodies.varint(1, 6), Bodies.fixed(3, 1.0));
    assertThat(told.lines())
        .containsExactly(
            "latency_count{service=\"cart\"} 6.0 @" + NOW,
            "latency_sum{service=\"cart\"} 1.0 @" + NOW);
  }

  @Test
  void aLabelOfThatNameOfItsOwnLeavesNoRoomForBounds() throws Exception {
    decodeWith(
        Bodies.label("le", "mine"), Bodies.varint(1, 6), Bodies.fixed(3, 1.0), Bodies.varint(6, 6));
    assertThat(told.samples).hasSize(2);
  }

  @Test
  void bucketsAreNotCountedAsSamplesOfTheBody() throws Exception {
    MetricCounts counts = new MetricCounts();
    MetricDecoders.create(MetricFormat.REMOTE_WRITE_1, DecoderLimits.DEFAULT)
        .decode(
            body(Bodies.label("service", "cart"), Bodies.varint(1, 6), Bodies.varint(6, 6)),
            counts);
    assertThat(counts.histograms()).isEqualTo(1);
    assertThat(counts.plainSamples()).isZero();
  }

  private List<String> buckets() {
    return told.samples.stream()
        .filter(each -> each.series().labels().metric().equals("latency_bucket"))
        .map(each -> each.series().labels().get("le") + " " + each.value())
        .toList();
  }

  private void decode(byte[]... histogram) throws UnreadableBodyException {
    decodeWith(Bodies.label("service", "cart"), histogram);
  }

  private void decodeWith(byte[] label, byte[]... histogram) throws UnreadableBodyException {
    MetricDecoders.create(MetricFormat.REMOTE_WRITE_1, DecoderLimits.DEFAULT)
        .decode(body(label, histogram), told);
    assertThat(told.refused).isEmpty();
  }

  private static byte[] body(byte[] label, byte[]... histogram) {
    byte[] message = Bodies.concat(Bodies.concat(histogram), Bodies.varint(15, NOW));
    return Bodies.snappy(
        Bodies.series(Bodies.label("__name__", "latency"), label, Bodies.field(4, message)));
  }

  private static byte[] span(int field, int offset, int length) {
    return Bodies.field(
        field, Bodies.concat(Bodies.varint(1, zigZag(offset)), Bodies.varint(2, length)));
  }

  private static byte[] zigZags(int... numbers) {
    byte[] packed = new byte[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      packed[i] = (byte) zigZag(numbers[i]); // small ones: a byte each
    }
    return packed;
  }

  private static long zigZag(long number) {
    return number << 1 ^ number >> 63;
  }
}
