package io.vedette.formats.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.vedette.formats.metrics.OtlpPoint.Doubles;
import io.vedette.formats.metrics.RecordingVisitor.Told;
import io.vedette.schema.MetricKind;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialBucketsTest {

  private static final long SECOND_IN_NANOS = 1_000_000_000L;

  private final RecordingVisitor told = new RecordingVisitor();

  @Test
  void bucketsBecomeCumulativeOnesAtTheBoundsThatHoldSomething() throws Exception {
    decode(
        ExponentialHistogramDataPoint.newBuilder()
            .setCount(12)
            .setScale(0)
            .setZeroCount(1)
            .setZeroThreshold(0.25)
            .setNegative(Buckets.newBuilder().setOffset(0).addBucketCounts(2))
            .setPositive(
                Buckets.newBuilder()
                    .setOffset(-1)
                    .addBucketCounts(3)
                    .addBucketCounts(0)
                    .addBucketCounts(0)
                    .addBucketCounts(6)));

    assertThat(buckets())
        .as("(-2,-1] 2, [-0.25,0.25] 1, (0.5,1] 3, (4,8] 6")
        .containsExactly(
            "-2 0.0",
            "-1 2.0",
            "-0.25 2.0",
            "0.25 3.0",
            "0.5 3.0",
            "1 6.0",
            "4 6.0",
            "8 12.0",
            "+Inf 12.0");
    assertThat(told.samples)
        .extracting(each -> each.series().kind())
        .containsOnly(MetricKind.COUNTER);
    assertThat(told.histogramIds.subList(1, 10)).containsOnly(told.histogramIds.get(1));
  }

  @Test
  void aFineScaleIsBroughtDownToFourBoundsADoubling() throws Exception {
    Buckets.Builder sixteenths = Buckets.newBuilder().setOffset(-4);
    for (int i = 0; i < 12; i++) {
      sixteenths.addBucketCounts(1);
    }
    decode(
        ExponentialHistogramDataPoint.newBuilder()
            .setCount(12)
            .setScale(4)
            .setPositive(sixteenths));

    assertThat(buckets())
        .containsExactly(
            "0.8408964152537145 0.0",
            "1 4.0",
            "1.189207115002721 8.0",
            "1.4142135623730951 12.0",
            "+Inf 12.0");
  }

  /** The bounds agree with the definition, by logarithms, and nothing is lost. */
  @Test
  void everyObservationIsAtMostItsBound() {
    Random random = new Random(3);
    for (int scale = -3; scale <= 12; scale++) {
      ExponentialBuckets buckets = new ExponentialBuckets();
      buckets.scale = scale;
      double[] observations = random.doubles(50, 0.001, 5_000).sorted().toArray();
      int offset = index(observations[0], scale);
      int[] counts = new int[index(observations[49], scale) - offset + 1];
      for (double observation : observations) {
        counts[index(observation, scale) - offset]++;
      }
      for (int i = 0; i < counts.length; i++) {
        buckets.positive.add(offset + i, counts[i]);
      }
      Doubles bounds = new Doubles();
      Doubles explicit = new Doubles();
      buckets.toExplicit(50, bounds, explicit);

      assertThat(explicit.last()).as("above the last bound").isZero();
      double cumulative = 0;
      for (int i = 0; i < bounds.size(); i++) {
        cumulative += explicit.get(i);
        double bound = bounds.get(i);
        long below = Arrays.stream(observations).filter(v -> v <= bound).count();
        assertThat(cumulative).as("scale %s, bound %s", scale, bound).isEqualTo((double) below);
      }
      assertThat(cumulative).isEqualTo(50);
    }
  }

  @Test
  void boundsBeyondADoubleAreThatOfAllObservations() throws Exception {
    decode(
        ExponentialHistogramDataPoint.newBuilder()
            .setCount(3)
            .setScale(-10)
            .setPositive(Buckets.newBuilder().setOffset(Integer.MAX_VALUE).addBucketCounts(3)));
    assertThat(buckets()).containsExactly("+Inf 3.0");
  }

  @Test
  void aScaleThatThereIsNotIsRefused() throws Exception {
    decode(ExponentialHistogramDataPoint.newBuilder().setCount(3).setScale(21));
    assertThat(told.samples).isEmpty();
    assertThat(told.refused)
        .extracting(refused -> refused.reason())
        .containsExactly(DeadLetterReason.UNSUPPORTED);
  }

  @Test
  void withoutARecordedValueTheHistogramEnds() throws Exception {
    decode(ExponentialHistogramDataPoint.newBuilder().setFlags(1));
    assertThat(buckets()).containsExactly("+Inf NaN");
  }

  @Test
  void jsonIsReadTheSame() throws Exception {
    String json =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"latency","exponentialHistogram":{
          "aggregationTemporality":2,"dataPoints":[{"timeUnixNano":"1000000000","count":"7","sum":1,
          "scale":1,"zeroCount":"1","zeroThreshold":0.5,"positive":{"offset":2,"bucketCounts":["4","2"]},
          "negative":{"offset":0,"bucketCounts":[]}}]}}]}]}]}
        """;
    MetricDecoders.create(MetricFormat.OTLP_JSON, DecoderLimits.DEFAULT)
        .decode(json.getBytes(StandardCharsets.UTF_8), told);
    assertThat(told.refused).isEmpty();
    assertThat(buckets())
        .containsExactly("0.5 1.0", "2 1.0", "2.8284271247461903 5.0", "4 7.0", "+Inf 7.0");
  }

  private static int index(double value, int scale) {
    return (int) Math.ceil(Math.log(value) / Math.log(2) * Math.pow(2, scale)) - 1;
  }

  private List<String> buckets() {
    return told.samples.stream()
        .filter(each -> each.series().labels().metric().equals("latency_bucket"))
        .map(ExponentialBucketsTest::text)
        .toList();
  }

  private static String text(Told told) {
    return told.series().labels().get("le") + " " + told.value();
  }

  private void decode(ExponentialHistogramDataPoint.Builder point) throws UnreadableBodyException {
    Metric.Builder metric =
        Metric.newBuilder()
            .setName("latency")
            .setExponentialHistogram(
                ExponentialHistogram.newBuilder()
                    .setAggregationTemporality(
                        AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                    .addDataPoints(point.setTimeUnixNano(SECOND_IN_NANOS)));
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    request.addResourceMetricsBuilder().addScopeMetricsBuilder().addMetrics(metric);
    MetricDecoders.create(MetricFormat.OTLP_PROTO, DecoderLimits.DEFAULT)
        .decode(request.build().toByteArray(), told);
  }
}
