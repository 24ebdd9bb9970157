package io.vedette.serializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.BucketSample;
import io.vedette.schema.CallFact;
import io.vedette.schema.IncidentControl;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.NodeKind;
import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.OperationFact;
import io.vedette.schema.Rejected;
import io.vedette.schema.RuleChange;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesFeedback;
import io.vedette.schema.SpanFact;
import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanLink;
import io.vedette.schema.SpanPeer;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.WorkFact;
import io.vedette.schema.control.DetectorRule;
import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.FeedbackKind;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.control.IncidentCommandKind;
import io.vedette.schema.control.NoiseRule;
import io.vedette.schema.control.Repetition;
import io.vedette.schema.control.Silence;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordSerializersTest {

  private static final double STALE = Double.longBitsToDouble(Sample.STALE_NAN_BITS);

  static Stream<Sample> samples() {
    Series cart =
        new Series(
            Labels.of(
                "__name__",
                "requests_total",
                "service",
                "cart",
                "zone",
                "Zürich \u0000 \uD83D\uDED2"),
            MetricKind.COUNTER);
    return Stream.of(
        new Sample(0x0123456789ABCDEFL, 1_700_000_000_000L, 0.25),
        new Sample(-1L, Long.MIN_VALUE, Double.NEGATIVE_INFINITY),
        new Sample(1L, 2L, STALE),
        new Sample(1L, 2L, Double.NaN),
        new Sample(1L, 2L, -0.0),
        new Sample(cart, 1_700_000_000_000L, 17),
        new Sample(Series.of(Labels.none()), 0, 1));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sampleComesBackToTheBit(Sample sample) throws IOException {
    assertThat(roundTrip(SampleSerializer.INSTANCE, sample)).isEqualTo(sample);
    assertThat(roundTrip(MetricRecordSerializer.INSTANCE, sample)).isEqualTo(sample);
    assertThat(roundTrip(ScoringInputSerializer.INSTANCE, sample)).isEqualTo(sample);
    assertThat(copyOfBytes(SampleSerializer.INSTANCE, sample)).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sampleOfABucketComesBackWithItsHistogram(Sample sample) throws IOException {
    BucketSample bucket = new BucketSample(0x0FEDCBA987654321L, sample);
    assertThat(roundTrip(BucketSampleSerializer.INSTANCE, bucket)).isEqualTo(bucket);
    assertThat(roundTrip(MetricRecordSerializer.INSTANCE, bucket)).isEqualTo(bucket);
    assertThat(copyOfBytes(MetricRecordSerializer.INSTANCE, bucket)).isEqualTo(bucket);
    BucketSample copy = BucketSampleSerializer.INSTANCE.copy(bucket, new BucketSample());
    assertThat(copy).isEqualTo(bucket);
    assertThat(copy.sample()).isNotSameAs(sample);
    assertThat(MetricRecordSerializer.INSTANCE.copy(bucket)).isEqualTo(bucket).isNotSameAs(bucket);
  }

  @Test
  void staleMarkerIsStillOneAndOrdinaryNaNIsNot() throws IOException {
    assertThat(roundTrip(SampleSerializer.INSTANCE, new Sample(1, 2, STALE)).isStaleMarker())
        .isTrue();
    assertThat(roundTrip(SampleSerializer.INSTANCE, new Sample(1, 2, Double.NaN)).isStaleMarker())
        .isFalse();
  }

  @Test
  void sampleWithoutSeriesTakes25Bytes() throws IOException {
    assertThat(bytes(SampleSerializer.INSTANCE, new Sample(1, 2, 3)).length()).isEqualTo(25);
    assertThat(bytes(ScoringInputSerializer.INSTANCE, new Sample(1, 2, 3)).length()).isEqualTo(26);
  }

  @Test
  void spansComeBackAndShareTheirTexts() throws IOException {
    TracedSpan span =
        new TracedSpan(
            "prod",
            "Zürich",
            "",
            "n".repeat(400),
            SpanKind.PRODUCER,
            -1,
            2,
            -3,
            4,
            5,
            6,
            true,
            1.5,
            new SpanPeer(NodeKind.QUEUE, "orders"),
            List.of(new SpanLink(7, -8, 9), new SpanLink(0, 1, 2)));
    assertThat(roundTrip(TracedSpanSerializer.INSTANCE, span)).isEqualTo(span);
    assertThat(roundTrip(SpanRecordSerializer.INSTANCE, span)).isEqualTo(span);
    assertThat(copyOfBytes(TracedSpanSerializer.INSTANCE, span)).isEqualTo(span);
    TypeSerializer<TracedSpan> one = TracedSpanSerializer.INSTANCE.duplicate();
    assertThat(roundTrip(one, span).service()).isSameAs(roundTrip(one, span).service());
    TracedSpan plain = TracedSpanSerializer.INSTANCE.createInstance();
    assertThat(roundTrip(TracedSpanSerializer.INSTANCE, plain)).isEqualTo(plain);
  }

  @Test
  void factsOfSpansComeBack() throws IOException {
    SpanFact operation =
        new OperationFact("prod", "cart", "GET /", SpanKind.SERVER, true, 1, 2, true, 2.5);
    SpanFact call =
        new CallFact(
            "prod", "q", NodeKind.QUEUE, "cart", NodeKind.SERVICE, 1, CallFact.UNSEEN, 3, false, 1);
    assertThat(roundTrip(SpanFactSerializer.INSTANCE, operation)).isEqualTo(operation);
    assertThat(roundTrip(SpanFactSerializer.INSTANCE, call)).isEqualTo(call);
    SpanFact work = new WorkFact("prod", "cart", null, "GET /", 1, 2.5, 3, 4);
    SpanFact waiting = new WorkFact("prod", "cart", "pay", "GET /", 1, 2.5, 3, 4);
    assertThat(roundTrip(SpanFactSerializer.INSTANCE, work)).isEqualTo(work);
    assertThat(copyOfBytes(SpanFactSerializer.INSTANCE, waiting)).isEqualTo(waiting);
    SpanFact plain = SpanFactSerializer.INSTANCE.createInstance();
    assertThat(copyOfBytes(SpanFactSerializer.INSTANCE, plain)).isEqualTo(plain);
  }

  @Test
  void controlsComeBack() throws IOException {
    SeriesFeedback feedback =
        new SeriesFeedback(
            -5L,
            FeedbackCommand.newBuilder()
                .setId("f-1")
                .setKind(FeedbackKind.EXPECTED)
                .setSeriesId("fffffffffffffffb")
                .setTimestamp(1_700_000_000_000L)
                .setComment("Zürich closes early")
                .setRepeat(Repetition.WEEKLY)
                .build());
    DetectorRule rule =
        DetectorRule.newBuilder()
            .setMatchers(List.of("service=cart", "zone=~\"eu-.*\""))
            .setOff(true)
            .build();
    assertThat(roundTrip(ControlRecordSerializer.INSTANCE, feedback)).isEqualTo(feedback);
    assertThat(roundTrip(ScoringInputSerializer.INSTANCE, feedback)).isEqualTo(feedback);
    NoiseRule silence =
        NoiseRule.newBuilder()
            .setSilence(
                Silence.newBuilder()
                    .setMatchers(List.of("service=db"))
                    .setStartsAt(1)
                    .setEndsAt(2)
                    .setAuthor("ann")
                    .setComment("move")
                    .build())
            .build();
    for (NoiseRuleChange change :
        List.of(
            new NoiseRuleChange("silence/a", silence), new NoiseRuleChange("flapping/b", null))) {
      assertThat(roundTrip(ControlRecordSerializer.INSTANCE, change)).isEqualTo(change);
      assertThat(roundTrip(NoiseRuleChangeSerializer.INSTANCE, change)).isEqualTo(change);
    }
    for (RuleChange change :
        List.of(new RuleChange("quiet", rule), new RuleChange("quiet", null))) {
      assertThat(roundTrip(ControlRecordSerializer.INSTANCE, change)).isEqualTo(change);
      assertThat(roundTrip(RuleChangeSerializer.INSTANCE, change)).isEqualTo(change);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyKindTravels(MetricKind kind) throws IOException {
    Sample sample = new Sample(new Series(Labels.of("__name__", "x"), kind), 1, 2);
    Series series = roundTrip(SampleSerializer.INSTANCE, sample).series();
    assertThat(series).isEqualTo(new Series(Labels.of("__name__", "x"), kind));
  }

  @Test
  void reusedSampleForgetsTheSeriesBefore() throws IOException {
    Sample reused = new Sample(Series.of(Labels.of("__name__", "old")), 1, 2);
    Sample next = new Sample(5, 6, 7);
    DataInputDeserializer in =
        new DataInputDeserializer(bytes(SampleSerializer.INSTANCE, next).getCopyOfBuffer());
    assertThat(SampleSerializer.INSTANCE.deserialize(reused, in)).isSameAs(reused).isEqualTo(next);
    assertThat(reused.series()).isNull();
  }

  @Test
  void rejectionComesBackWhole() throws IOException {
    Rejected rejected = rejected("byte 17 is no tag");
    assertThat(roundTrip(MetricRecordSerializer.INSTANCE, rejected)).isEqualTo(rejected);
    assertThat(copyOfBytes(MetricRecordSerializer.INSTANCE, rejected)).isEqualTo(rejected);
    assertThat(MetricRecordSerializer.INSTANCE.copy(rejected)).isEqualTo(rejected);
  }

  @Test
  void duplicatesMayWriteAtTheSameTime() throws IOException {
    TypeSerializer<MetricRecord> one = MetricRecordSerializer.INSTANCE;
    TypeSerializer<MetricRecord> other = one.duplicate();
    assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
    // two threads at their worst: the second writes a whole record in the middle of the first's
    DataOutputSerializer inner = new DataOutputSerializer(64);
    DataOutputSerializer outer =
        new DataOutputSerializer(64) {
          @Override
          public void writeInt(int value) throws IOException {
            super.writeInt(value);
            if (inner.length() == 0) {
              other.serialize(rejected("second"), inner);
            }
          }
        };
    one.serialize(rejected("first"), outer);
    assertThat(inner.length()).as("the writes did overlap").isPositive();
    assertThat(one.deserialize(new DataInputDeserializer(outer.getCopyOfBuffer())))
        .isEqualTo(rejected("first"));
    assertThat(one.deserialize(new DataInputDeserializer(inner.getCopyOfBuffer())))
        .isEqualTo(rejected("second"));
  }

  @Test
  void snapshotTakesADuplicateForTheSameSerializer() {
    TypeSerializerSnapshot<MetricRecord> snapshot =
        MetricRecordSerializer.INSTANCE.snapshotConfiguration();
    assertThat(snapshot.restoreSerializer()).isEqualTo(MetricRecordSerializer.INSTANCE);
    assertThat(
            MetricRecordSerializer.INSTANCE
                .duplicate()
                .snapshotConfiguration()
                .resolveSchemaCompatibility(snapshot)
                .isCompatibleAsIs())
        .isTrue();
  }

  @Test
  void copiedSampleStaysWhenTheOriginalIsReused() {
    Sample sample = new Sample(1, 2, 3);
    MetricRecord copy = MetricRecordSerializer.INSTANCE.copy(sample);
    MetricRecord into = MetricRecordSerializer.INSTANCE.copy(sample, new Sample());
    sample.set(7, 8, 9, null);
    assertThat(copy).isEqualTo(new Sample(1, 2, 3));
    assertThat(into).isEqualTo(new Sample(1, 2, 3));
  }

  @Test
  void unknownTagIsAnError() {
    DataInputDeserializer in = new DataInputDeserializer(new byte[] {9});
    assertThatThrownBy(() -> MetricRecordSerializer.INSTANCE.deserialize(in))
        .isInstanceOf(IOException.class);
  }

  private static Rejected rejected(String message) {
    return new Rejected(
        DeadLetter.newBuilder()
            .setReason(DeadLetterReason.MALFORMED)
            .setMessage(message)
            .setOrigin("vedette.metrics/3/42")
            .setSource("prometheus-eu")
            .setTimestamp(1_700_000_000_000L)
            .setCount(12)
            .setPayload(ByteBuffer.wrap("\u0000body".getBytes(StandardCharsets.UTF_8)))
            .setPayloadSize(4711)
            .build());
  }

  private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
    DataInputDeserializer in =
        new DataInputDeserializer(bytes(serializer, value).getCopyOfBuffer());
    T read = serializer.deserialize(in);
    assertThat(in.available()).as("bytes left").isZero();
    return read;
  }

  private static <T> T copyOfBytes(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer copied = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(bytes(serializer, value).getCopyOfBuffer()), copied);
    return serializer.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer()));
  }

  private static <T> DataOutputSerializer bytes(TypeSerializer<T> serializer, T value)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out;
  }

  @Test
  void commandsForIncidentsTravel() throws Exception {
    IncidentControl control =
        new IncidentControl(
            IncidentCommand.newBuilder()
                .setId("c")
                .setKind(IncidentCommandKind.SNOOZE)
                .setIncidentId("00000000000000a1")
                .setTimestamp(5)
                .setUntil(7L)
                .build());
    assertThat(roundTrip(ControlRecordSerializer.INSTANCE, control)).isEqualTo(control);
  }
}
