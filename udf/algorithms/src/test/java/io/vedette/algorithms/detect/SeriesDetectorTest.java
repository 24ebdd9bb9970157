package io.vedette.algorithms.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.calendar.Calendar;
import io.vedette.algorithms.forecast.Forecast;
import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import io.vedette.schema.result.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Stories of one series each, as somebody on call would tell them. */
class SeriesDetectorTest {

  private static final long MONDAY = Instant.parse("2024-03-04T00:00:00Z").toEpochMilli();
  private static final long SECOND = 1_000;
  private static final long HOUR = 3_600_000;

  private SeriesState state = new SeriesState();
  private final Verdict verdict = new Verdict();
  private final Random random = new Random(42);
  private SeriesDetector detector = new SeriesDetector(DetectorParameters.defaults());
  private long now = MONDAY;

  private Verdict see(double value, long interval) {
    detector.score(state, now, value, null, verdict);
    now += interval;
    return verdict;
  }

  private void learn(int samples, double mean, double noise, long interval) {
    for (int i = 0; i < samples; i++) {
      see(mean + noise * random.nextGaussian(), interval);
    }
  }

  private int anomaliesIn(int samples, double mean, double noise, long interval) {
    int anomalies = 0;
    for (int i = 0; i < samples; i++) {
      if (see(mean + noise * random.nextGaussian(), interval).isAnomaly()) {
        anomalies++;
      }
    }
    return anomalies;
  }

  @Test
  void saysNothingBeforeItIsWarm() {
    for (int i = 0; i < 30; i++) {
      see(i == 20 ? 1e6 : random.nextGaussian(), 15 * SECOND);
      assertThat(verdict.isWarmingUp()).as("sample " + i).isTrue();
      assertThat(verdict.isAnomaly()).as("sample " + i).isFalse();
      assertThat(verdict.score()).as("sample " + i).isZero();
    }
    see(0, 15 * SECOND);
    assertThat(verdict.isWarmingUp()).isFalse();
  }

  @Test
  void aLatencyFaultStandsOutAtOnceStaysOutAndIsOverWhenItEnds() {
    learn(80, 0.2, 0.01, 15 * SECOND);
    see(0.9, 15 * SECOND);
    assertThat(verdict.isAnomaly()).isTrue();
    assertThat(verdict.score()).isGreaterThan(0.5);
    assertThat(verdict.direction()).isEqualTo(Direction.ABOVE);
    assertThat(verdict.upper()).isLessThan(0.9);
    assertThat(anomaliesIn(40, 0.9, 0.01, 15 * SECOND)).isEqualTo(40);
    assertThat(state.isHolding()).isTrue();
    assertThat(anomaliesIn(60, 0.2, 0.01, 15 * SECOND)).isZero();
    assertThat(state.isHolding()).isFalse();
  }

  @Test
  void anEventIsNewsOnce() {
    learn(200, 0.2, 0.01, 15 * SECOND);
    double first = see(0.9, 15 * SECOND).score();
    double second = see(0.9, 15 * SECOND).score();
    assertThat(first).isGreaterThan(0.5);
    assertThat(second).isLessThan(0.5);
    assertThat(verdict.isAnomaly()).isTrue();
  }

  @Test
  void whatLastsBecomesNormal() {
    learn(200, 10, 0.5, 60 * SECOND);
    int anomalies = anomaliesIn(400, 40, 0.5, 60 * SECOND);
    assertThat(anomalies).isBetween(100, 125);
    assertThat(verdict.lower()).isLessThan(40);
    assertThat(verdict.upper()).isGreaterThan(40);
  }

  @Test
  void aConstantThatDropsFiresAndComesBack() {
    learn(100, 1, 0, 15 * SECOND);
    assertThat(see(0, 15 * SECOND).isAnomaly()).isTrue();
    assertThat(verdict.score()).isGreaterThan(0.9);
    assertThat(verdict.direction()).isEqualTo(Direction.BELOW);
    assertThat(anomaliesIn(20, 0, 0, 15 * SECOND)).isEqualTo(20);
    assertThat(anomaliesIn(20, 1, 0, 15 * SECOND)).isZero();
  }

  @Test
  void aConstantStaysQuietForEver() {
    assertThat(anomaliesIn(20_000, 7, 0, 15 * SECOND)).isZero();
    assertThat(verdict.lower()).isLessThan(7);
    assertThat(verdict.upper()).isGreaterThan(7);
  }

  @Test
  void numericNoiseIsNotNews() {
    learn(100, 100, 0, 60 * SECOND);
    see(100.5, 60 * SECOND);
    assertThat(verdict.isAnomaly()).isFalse();
    assertThat(verdict.score()).isLessThan(0.5);
  }

  @Test
  void knowsTheHourOfTheDay() {
    for (int hour = 0; hour < 24 * 21; hour++) {
      see(hour % 24 == 3 ? 500 : 20 + random.nextGaussian(), HOUR);
    }
    // three in the morning again: the backup runs, as always
    for (int hour = 0; hour < 3; hour++) {
      see(20 + random.nextGaussian(), HOUR);
    }
    see(500, HOUR);
    assertThat(verdict.score()).isLessThan(0.5);
    for (int hour = 4; hour < 14; hour++) {
      see(20 + random.nextGaussian(), HOUR);
    }
    see(500, HOUR);
    assertThat(verdict.score()).as("two in the afternoon").isGreaterThan(0.5);
  }

  @Test
  void moreNoiseIsNewsThoughTheLevelStays() {
    learn(600, 50, 1, 300 * SECOND);
    double most = 0;
    for (int i = 0; i < 30; i++) {
      most = Math.max(most, see(50 + 8 * random.nextGaussian(), 300 * SECOND).score());
    }
    assertThat(most).isGreaterThan(0.5);
  }

  @Test
  void aMovingSeriesThatStopsIsAFlatLine() {
    learn(1_000, 50, 5, 60 * SECOND);
    double stuck = see(50, 60 * SECOND).expected();
    boolean found = false;
    for (int i = 0; i < 200 && !found; i++) {
      see(stuck, 60 * SECOND);
      found = verdict.score() >= 0.5 && verdict.channel() == Channel.FLAT_LINE;
    }
    assertThat(found).isTrue();
  }

  @Test
  void watchesOneSideOnly() {
    detector = new SeriesDetector(DetectorParameters.defaults().withSides(Sides.ABOVE));
    learn(100, 20, 1, 60 * SECOND);
    see(0, 60 * SECOND);
    assertThat(verdict.isAnomaly()).isFalse();
    assertThat(verdict.score()).isZero();
    assertThat(verdict.lower()).isEqualTo(Double.NEGATIVE_INFINITY);
    learn(30, 20, 1, 60 * SECOND);
    assertThat(see(60, 60 * SECOND).isAnomaly()).isTrue();
  }

  @Test
  void theLeastWidthIsAGate() {
    detector = new SeriesDetector(DetectorParameters.defaults().withMinimumDeviation(100, 0));
    learn(100, 20, 1, 60 * SECOND);
    see(80, 60 * SECOND);
    assertThat(verdict.isAnomaly()).isFalse();
    see(200, 60 * SECOND);
    assertThat(verdict.isAnomaly()).isTrue();
  }

  @Test
  void aForecastThatKnowsBetterDecides() {
    Forecast model = new Forecast();
    for (int i = 0; i < 300; i++) {
      double next = random.nextGaussian() * 100;
      model.set(next, next - 5, next + 5, 1);
      detector.score(state, now, next + random.nextGaussian(), model, verdict);
      now += 60 * SECOND;
    }
    assertThat(verdict.expected()).isCloseTo(model.expected(), Offset.offset(3.0));
    assertThat(verdict.isAnomaly()).isFalse();
  }

  @Test
  void gravityIsHowFarOutItIsThoughItIsNoNews() {
    learn(200, 10, 0.5, 60 * SECOND);
    see(40, 60 * SECOND);
    see(40, 60 * SECOND);
    assertThat(verdict.score()).isLessThan(0.5);
    assertThat(verdict.gravity(40)).isGreaterThan(0.9);
    assertThat(verdict.gravity(verdict.upper())).isEqualTo(verdict.score());
  }

  @Test
  void theNewNormalIsAdoptedOnRequest() {
    learn(200, 10, 0.5, 60 * SECOND);
    learn(10, 40, 0.5, 60 * SECOND);
    assertThat(verdict.isAnomaly()).isTrue();
    detector.adopt(state);
    assertThat(state.isHolding()).isFalse();
    assertThat(anomaliesIn(30, 40, 0.5, 60 * SECOND)).isZero();
  }

  @Test
  void aGapChangesNothing() {
    learn(300, 10, 0.5, 60 * SECOND);
    now += 24 * 30 * HOUR;
    assertThat(anomaliesIn(20, 10, 0.5, 60 * SECOND)).isZero();
  }

  @Test
  void summerTimeMovesTheHoursOfTheZoneOnly() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    detector =
        new SeriesDetector(
            DetectorParameters.defaults().withCalendar(new Calendar(berlin, List.of())));
    now = Instant.parse("2024-03-04T00:00:00Z").toEpochMilli();
    double worst = 0;
    // clocks go forward on 31 March; the job goes on at three in the morning, local time
    while (now < Instant.parse("2024-04-07T00:00:00Z").toEpochMilli()) {
      int local = Instant.ofEpochMilli(now).atZone(berlin).getHour();
      boolean afterChange = now > Instant.parse("2024-03-31T12:00:00Z").toEpochMilli();
      see((local == 3 ? 500 : 20) + random.nextGaussian(), HOUR);
      if (afterChange && local == 3) {
        worst = Math.max(worst, verdict.score());
      }
    }
    assertThat(worst).isLessThan(0.5);
  }

  @Test
  void refusesWhatIsNotANumber() {
    assertThatThrownBy(() -> see(Double.NaN, SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> see(Double.POSITIVE_INFINITY, SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Infinity");
  }

  @Test
  void stateOfAnotherReleaseIsRefusedByName() {
    byte[] stored = new SeriesState().toBytes();
    stored[0] = 9;
    assertThatThrownBy(() -> SeriesState.fromBytes(stored))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 9");
    assertThatThrownBy(() -> SeriesState.fromBytes(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 bytes");
  }

  @Test
  void aSeriesTakesAbout1500BytesStoredAndAThirdOfThemWithEverySample() {
    for (int i = 0; i < 2_000; i++) {
      see(random.nextGaussian(), HOUR);
    }
    assertThat(state.toBytes().length).isLessThan(1_550);
    state.detach();
    assertThat(state.toBytes().length).isLessThan(600);
  }

  @Test
  void theMemoryIsNeededNowAndThenOnly() {
    SeriesMemory memory = state.detach();
    SeriesState whole = new SeriesState();
    Verdict ofWhole = new Verdict();
    int needed = 0;
    for (int i = 0; i < 3_000; i++) {
      now += 60 * SECOND;
      double value = 10 + random.nextGaussian() + (i % 700 > 690 ? 30 : 0);
      if (detector.needsMemoryToScore(state, now)) {
        needed++;
        state.attach(SeriesMemory.read(new StateReader(bytes(memory))));
        detector.score(state, now, value, null, verdict);
        memory = state.detach();
      } else {
        detector.score(state, now, value, null, verdict);
      }
      state = SeriesState.fromBytes(state.toBytes());
      detector.score(whole, now, value, null, ofWhole);
      assertThat(numbers(verdict)).as("sample %d", i).isEqualTo(numbers(ofWhole));
    }
    assertThat(needed).isBetween(3_000 / 16, 3_000 / 8);
  }

  private static List<Double> numbers(Verdict of) {
    return List.of(of.expected(), of.lower(), of.upper(), of.score(), of.probability());
  }

  private static byte[] bytes(SeriesMemory memory) {
    StateWriter to = new StateWriter(100);
    memory.write(to);
    return to.toBytes();
  }

  @Test
  void withoutItsMemoryAStateSaysWhatIsMissing() {
    state.detach();
    assertThatThrownBy(() -> see(10, HOUR))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("memory");
  }

  @Test
  void stateOfTheFirstVersionGoesOn() throws IOException {
    // five days of 100 + 20 sin(2 pi i / 288) and Gaussian noise each five minutes
    try (InputStream stored = getClass().getResourceAsStream("/states/series-1.bin")) {
      state = SeriesState.fromBytes(stored.readAllBytes());
    }
    assertThat(state.samples()).isEqualTo(3_000);
    detector.judge(
        state,
        1_700_900_000_000L,
        100 + 20 * Math.sin(2 * Math.PI * 3_000 / 288) + 6,
        null,
        verdict);
    assertThat(verdict.expected()).isCloseTo(110.31825074493167, Offset.offset(1e-6));
    assertThat(verdict.lower()).isCloseTo(104.80598872785508, Offset.offset(1e-4));
    assertThat(verdict.upper()).isCloseTo(115.83051276200827, Offset.offset(1e-4));
    assertThat(verdict.isAnomaly()).isTrue();
    int anomalies = 0;
    for (int i = 0; i < 300; i++) {
      double usual = 100 + 20 * Math.sin(2 * Math.PI * (3_000 + i) / 288) + random.nextGaussian();
      detector.score(state, 1_700_900_000_000L + i * 300_000L, usual, null, verdict);
      anomalies += verdict.isAnomaly() ? 1 : 0;
    }
    assertThat(anomalies).isLessThan(3);
  }
}
