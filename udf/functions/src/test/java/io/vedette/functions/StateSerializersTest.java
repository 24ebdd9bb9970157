package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.amend.RecentSamples;
import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.EwmaState;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.algorithms.silence.Presence;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.result.Direction;
import io.vedette.schema.result.Severity;
import io.vedette.schema.silence.PresenceRecord;
import io.vedette.schema.silence.SeriesPresence;
import io.vedette.schema.state.ScoreStateRecord;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateSerializersTest {

  private final SeriesDetector detector = new SeriesDetector(DetectorParameters.defaults());

  @Test
  void scoreStateComesBackWithEveryField() throws IOException {
    ScoreState state = busy();
    ScoreStateRecord stored = state.toStored();
    assertThat(differing(stored, new ScoreState().toStored()))
        .as("fields of which this test could not tell that they were lost")
        .isEmpty();
    assertThat(roundTrip(new ScoreStateSerializer(), state).toStored()).isEqualTo(stored);
  }

  @Test
  void busyScoreStateTakesLittle() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    new ScoreStateSerializer().serialize(busy(), out);
    assertThat(out.length()).as("bytes of a series, its model's trial included").isLessThan(2048);
  }

  @Test
  void recentSamplesComeBackAndTheirCopyIsTheirOwn() throws IOException {
    RecentSamples recent = new RecentSamples(20);
    for (int i = 0; i < 30; i++) {
      recent.judge(recent.insert(i, i, i + 1, i - 1, i + 2), 0.25, i % 3 == 0);
    }
    RecentSamplesSerializer serializer = new RecentSamplesSerializer();
    assertThat(roundTrip(serializer, recent).toStored()).isEqualTo(recent.toStored());
    serializer.copy(recent).correct(0, -1);
    assertThat(recent.sample(0)).isEqualTo(10);
  }

  @Test
  void copyOfAScoreStateDoesNotChangeWithTheOriginal() {
    ScoreState state = busy();
    ScoreStateRecord before = state.toStored();
    ScoreState copy = new ScoreStateSerializer().copy(state);
    assertThat(copy.toStored()).isEqualTo(before);
    detector.score(state.detector, 0, 1e6, null, new Verdict());
    state.endRun();
    state.lastTimestamp = 0;
    assertThat(copy.toStored()).isEqualTo(before);
    assertThat(state.toStored()).isNotEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void knownSeriesComesBackWithLabelsAndKind(MetricKind kind) throws IOException {
    Series series = new Series(Labels.of("__name__", "up", "zone", "Zürich"), kind);
    assertThat(roundTrip(new KnownSeriesSerializer(), new KnownSeries(series)).series())
        .isEqualTo(series);
  }

  @Test
  void seriesWithoutANameStaysWithoutOne() throws IOException {
    Series series = Series.of(Labels.of("job", "node"));
    assertThat(roundTrip(new KnownSeriesSerializer(), new KnownSeries(series)).series())
        .isEqualTo(series);
  }

  /** A state in which no field has the value it has at first. */
  private ScoreState busy() {
    ScoreState state = new ScoreState();
    Verdict verdict = new Verdict();
    for (int i = 0; i < 40; i++) {
      detector.score(state.detector, i * 15_000L, i % 3, null, verdict);
    }
    detector.score(state.detector, 41 * 15_000L, 1000, null, verdict);
    detector.score(state.detector, 42 * 15_000L, 2000, null, verdict);
    state.lastTimestamp = 1_700_000_000_000L;
    state.lastValue = Double.longBitsToDouble(Sample.STALE_NAN_BITS);
    state.counter = true;
    state.counterEvidence = 5;
    state.hysteresis = Long.MIN_VALUE | 0b1011;
    state.startsAt = 1_699_999_999_000L;
    state.peakScore = 0.97;
    state.severity = Severity.CRITICAL;
    state.direction = Direction.BELOW;
    state.former = new EwmaState();
    state.profileKey = 17;
    state.feedback = true;
    state.trial = new ModelTrial();
    state.trial.shadowHysteresis = Hysteresis.INITIAL + 1;
    state.presence =
        Presence.fromStored(
            new PresenceRecord(
                15_000f,
                16_000f,
                100,
                SeriesPresence.LAGGING,
                1_699_999_998_000L,
                1_700_000_120_000L,
                true,
                1_699_000_000_000L,
                1_699_000_000_000L,
                3,
                true));
    state.recent = 7;
    return state;
  }

  private static Stream<String> differing(ScoreStateRecord one, ScoreStateRecord other) {
    return ScoreStateRecord.getClassSchema().getFields().stream()
        .filter(field -> Objects.equals(one.get(field.pos()), other.get(field.pos())))
        .map(field -> field.name());
  }

  private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T read = serializer.deserialize(in);
    assertThat(in.available()).as("bytes left").isZero();
    return read;
  }
}
