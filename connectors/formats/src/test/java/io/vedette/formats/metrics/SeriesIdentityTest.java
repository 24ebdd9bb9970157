package io.vedette.formats.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.BucketSample;
import io.vedette.schema.Labels;
import io.vedette.schema.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** A series is the same series whatever format it comes in. */
class SeriesIdentityTest {

  private static final DecoderLimits LIMITS = DecoderLimits.DEFAULT;

  @Property(tries = 300)
  void everyFormatGivesTheHashOfTheLabels(@ForAll("labelSets") Labels labels)
      throws UnreadableBodyException {
    long[] times = {1};
    double[] values = {1};
    byte[][] shuffled = new byte[labels.size() + 1][];
    for (int i = 0; i < labels.size(); i++) {
      shuffled[i] =
          Bodies.label(labels.name(labels.size() - 1 - i), labels.value(labels.size() - 1 - i));
    }
    shuffled[labels.size()] = Bodies.sample(1, 1);
    List<Long> hashes = new ArrayList<>();
    hashes.addAll(
        hashes(
            MetricFormat.REMOTE_WRITE_1,
            RemoteWriteEncoder.version1().add(labels, times, values).finish()));
    hashes.addAll(
        hashes(
            MetricFormat.REMOTE_WRITE_2,
            RemoteWriteEncoder.version2().add(labels, times, values).finish()));
    hashes.addAll(hashes(MetricFormat.REMOTE_WRITE_1, Bodies.snappy(Bodies.series(shuffled))));
    hashes.addAll(hashes(MetricFormat.JSON, Bodies.utf8(Bodies.jsonPush(labels, 1, 1))));
    hashes.addAll(
        hashes(MetricFormat.KAFKA_ADAPTER_JSON, Bodies.utf8(Bodies.kafkaAdapter(labels, 1))));

    assertThat(hashes).hasSize(5).containsOnly(labels.hash());
  }

  /** {@link RecordingVisitor} checks it for every series of every test; here buckets come. */
  @Property(tries = 100)
  void everyFormatGivesTheHistogramOfABucket(@ForAll("labelSets") Labels some)
      throws UnreadableBodyException {
    Map<String, String> labels = new HashMap<>(some.withoutMetric());
    labels.put(Labels.METRIC_NAME, some.metric() + "_bucket");
    labels.put("le", "0.25");
    Labels bucket = Labels.of(labels);
    labels.put("le", "+Inf");
    Labels other = Labels.of(labels);
    long[] times = {1};
    double[] values = {1};
    long histogram = BucketSample.histogramOf(bucket);

    assertThat(histogram).isNotEqualTo(BucketSample.NONE).isNotEqualTo(bucket.hash());
    assertThat(histograms(MetricFormat.REMOTE_WRITE_1, oneBody(false, bucket, other)))
        .containsExactly(histogram, histogram);
    assertThat(histograms(MetricFormat.REMOTE_WRITE_2, oneBody(true, bucket, other)))
        .containsExactly(histogram, histogram);
    assertThat(histograms(MetricFormat.JSON, Bodies.utf8(Bodies.jsonPush(bucket, 1, 1))))
        .containsExactly(histogram);
    assertThat(
            histograms(
                MetricFormat.REMOTE_WRITE_1,
                RemoteWriteEncoder.version1().add(some, times, values).finish()))
        .containsExactly(BucketSample.NONE);
  }

  private static byte[] oneBody(boolean version2, Labels... all) {
    RemoteWriteEncoder encoder =
        version2 ? RemoteWriteEncoder.version2() : RemoteWriteEncoder.version1();
    for (Labels labels : all) {
      encoder.add(labels, new long[] {1}, new double[] {1});
    }
    return encoder.finish();
  }

  /** What is told at the second time, when labels are recognised by their bytes. */
  private static List<Long> histograms(MetricFormat format, byte[] body)
      throws UnreadableBodyException {
    MetricDecoder decoder = MetricDecoders.create(format, LIMITS);
    decoder.decode(body, new RecordingVisitor());
    RecordingVisitor told = new RecordingVisitor();
    decoder.decode(body, told);
    return told.histogramIds;
  }

  @Property(tries = 200)
  void otlpGivesTheHashOfTheLabels(@ForAll("plainLabelSets") Labels labels)
      throws UnreadableBodyException {
    byte[] point = Bodies.concat(Bodies.fixed(3, 1_000_000L), Bodies.fixed(4, 1.0));
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.name(i).equals(Labels.METRIC_NAME)) {
        byte[] value = Bodies.field(2, Bodies.field(1, labels.value(i)));
        point =
            Bodies.concat(
                point, Bodies.field(7, Bodies.concat(Bodies.field(1, labels.name(i)), value)));
        attributes
            .append(attributes.length() == 0 ? "" : ",")
            .append("{\"key\":\"" + labels.name(i) + "\",\"value\":{\"stringValue\":\"")
            .append(labels.value(i) + "\"}}");
      }
    }
    byte[] metric =
        Bodies.concat(Bodies.field(1, labels.metric()), Bodies.field(5, Bodies.field(1, point)));
    byte[] body = Bodies.field(1, Bodies.field(2, Bodies.field(2, metric)));
    String json =
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\""
            + labels.metric()
            + "\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"1000000\",\"asDouble\":1,"
            + "\"attributes\":["
            + attributes
            + "]}]}}]}]}]}";

    assertThat(hashes(MetricFormat.OTLP_PROTO, body)).containsExactly(labels.hash());
    assertThat(hashes(MetricFormat.OTLP_JSON, Bodies.utf8(json))).containsExactly(labels.hash());
  }

  @Property(tries = 200)
  void whatIsEncodedIsDecodedExactly(@ForAll("seriesWithSamples") @Size(max = 20) List<Encoded> all)
      throws UnreadableBodyException {
    for (boolean version2 : new boolean[] {false, true}) {
      RemoteWriteEncoder encoder =
          version2 ? RemoteWriteEncoder.version2() : RemoteWriteEncoder.version1();
      List<RecordingVisitor.Told> expected = new ArrayList<>();
      for (Encoded series : all) {
        encoder.add(series.labels, series.times, series.values);
        for (int i = 0; i < series.times.length; i++) {
          expected.add(
              new RecordingVisitor.Told(
                  Series.of(series.labels), series.times[i], series.values[i]));
        }
      }
      RecordingVisitor told = new RecordingVisitor();
      MetricDecoders.create(
              version2 ? MetricFormat.REMOTE_WRITE_2 : MetricFormat.REMOTE_WRITE_1, LIMITS)
          .decode(encoder.finish(), told);

      assertThat(told.samples).isEqualTo(expected);
      assertThat(told.samples)
          .extracting(sample -> Double.doubleToRawLongBits(sample.value()))
          .isEqualTo(
              expected.stream().map(each -> Double.doubleToRawLongBits(each.value())).toList());
      assertThat(told.refused).isEmpty();
    }
  }

  /** A decoder that has seen the labels tells the same as one that has not. */
  @Property(tries = 200)
  void whatIsRecognisedIsToldAsWhatIsRead(
      @ForAll("seriesWithSamples") @Size(max = 20) List<Encoded> all)
      throws UnreadableBodyException {
    RemoteWriteEncoder encoder = RemoteWriteEncoder.version1();
    all.forEach(series -> encoder.add(series.labels, series.times, series.values));
    byte[] body = encoder.finish();
    MetricDecoder decoder = MetricDecoders.create(MetricFormat.REMOTE_WRITE_1, LIMITS, 8);
    RecordingVisitor read = new RecordingVisitor();
    decoder.decode(body, read);
    RecordingVisitor recognised = new RecordingVisitor();
    decoder.decode(body, recognised);

    assertThat(recognised.samples).isEqualTo(read.samples);
    assertThat(recognised.hashes).isEqualTo(read.hashes);
    assertThat(recognised.hashes)
        .isEqualTo(all.stream().map(series -> series.labels.hash()).toList());
  }

  @Property(tries = 200)
  void differentLabelSetsHaveDifferentHashes(
      @ForAll("labelSets") Labels a, @ForAll("labelSets") Labels b) {
    Set<Long> hashes = new HashSet<>(List.of(a.hash()));
    hashes.add(b.hash());

    assertThat(hashes).hasSize(a.equals(b) ? 1 : 2);
  }

  /** A series and its samples. */
  static final class Encoded {
    private final Labels labels;
    private final long[] times;
    private final double[] values;

    Encoded(Labels labels, long[] times, double[] values) {
      this.labels = labels;
      this.times = times;
      this.values = values;
    }
  }

  @Provide
  Arbitrary<List<Encoded>> seriesWithSamples() {
    Arbitrary<Encoded> one =
        labelSets()
            .flatMap(
                labels ->
                    Arbitraries.integers()
                        .between(1, 5)
                        .flatMap(
                            count ->
                                Arbitraries.longs()
                                    .array(long[].class)
                                    .ofSize(count)
                                    .flatMap(
                                        times ->
                                            // Every bit pattern: NaNs keep theirs.
                                            Arbitraries.longs()
                                                .map(Double::longBitsToDouble)
                                                .array(double[].class)
                                                .ofSize(count)
                                                .map(
                                                    values ->
                                                        new Encoded(labels, times, values)))));
    return one.list();
  }

  /** Any text, surrogate pairs and the characters that sort around them among them. */
  @Provide
  Arbitrary<Labels> labelSets() {
    Arbitrary<String> text =
        Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(30),
                Arbitraries.of(
                    "\uFF5E", "\uD83D\uDED2", "\uE000", "\u00fc\u4e2d", "a\uD83D\uDED2b"))
            .map(s -> s.replace('\u0000', '0'));
    return Arbitraries.maps(text, text)
        .ofMaxSize(12)
        .flatMap(map -> text.map(metric -> withMetric(map, metric)));
  }

  /** Names and values that OTLP and JSON need not change. */
  @Provide
  Arbitrary<Labels> plainLabelSets() {
    Arbitrary<String> word = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12);
    return Arbitraries.maps(word, word)
        .ofMaxSize(12)
        .flatMap(map -> word.map(metric -> withMetric(map, metric)));
  }

  private static Labels withMetric(Map<String, String> map, String metric) {
    Map<String, String> all = new HashMap<>(map);
    all.put(Labels.METRIC_NAME, metric);
    return Labels.of(all);
  }

  private static List<Long> hashes(MetricFormat format, byte[] body)
      throws UnreadableBodyException {
    RecordingVisitor told = new RecordingVisitor();
    MetricDecoders.create(format, LIMITS).decode(body, told);
    assertThat(told.refused).isEmpty();
    return told.hashes;
  }
}
