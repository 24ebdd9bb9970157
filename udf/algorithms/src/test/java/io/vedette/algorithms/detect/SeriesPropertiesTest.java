package io.vedette.algorithms.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class SeriesPropertiesTest {

  /** Without the relative minimum: a share of the level is not the same after a shift. */
  private static final DetectorParameters PARAMETERS =
      DetectorParameters.defaults().withMinimumDeviation(1e-300, 0);

  private static final long START = 1_709_510_400_000L;
  private static final long MINUTE = 60_000;

  private record Seen(
      double expected, double lower, double upper, double score, boolean anomaly, Channel channel) {
    static Seen of(Verdict verdict) {
      return new Seen(
          verdict.expected(),
          verdict.lower(),
          verdict.upper(),
          verdict.score(),
          verdict.isAnomaly(),
          verdict.channel());
    }
  }

  /** Noise with spikes, steps, flat stretches and swings, on a grid of 1/1024. */
  private static double[] eventful(long seed) {
    Random random = new Random(seed);
    double[] values = new double[400];
    double level = 0;
    double size = 1;
    for (int i = 0; i < values.length; i++) {
      if (random.nextInt(60) == 0) {
        level += 20 * random.nextGaussian();
      }
      if (random.nextInt(80) == 0) {
        size = Math.exp(2 * random.nextGaussian());
      }
      boolean flat = i > 0 && random.nextInt(5) == 0;
      double spike = random.nextInt(40) == 0 ? 50 * random.nextGaussian() : 0;
      double value = level + size * random.nextGaussian() + spike;
      values[i] = flat ? values[i - 1] : Math.rint(value * 1024) / 1024;
    }
    return values;
  }

  private static List<Seen> run(double[] values, DoubleUnaryOperator map) {
    SeriesDetector detector = new SeriesDetector(PARAMETERS);
    SeriesState state = new SeriesState();
    Verdict verdict = new Verdict();
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      detector.score(state, START + (long) i * MINUTE, map.applyAsDouble(values[i]), null, verdict);
      seen.add(Seen.of(verdict));
    }
    return seen;
  }

  @Property(tries = 100)
  void scalingByAPowerOfTwoScalesTheBandAndChangesNoScore(
      @ForAll long seed, @ForAll @IntRange(min = -20, max = 20) int power) {
    double scale = Math.scalb(1.0, power);
    double[] values = eventful(seed);
    List<Seen> plain = run(values, x -> x);
    List<Seen> scaled = run(values, x -> x * scale);
    for (int i = PARAMETERS.warmUp(); i < values.length; i++) {
      Seen one = plain.get(i);
      assertThat(scaled.get(i))
          .isEqualTo(
              new Seen(
                  one.expected() * scale,
                  one.lower() * scale,
                  one.upper() * scale,
                  one.score(),
                  one.anomaly(),
                  one.channel()));
    }
  }

  @Property(tries = 100)
  void shiftingMovesTheBandAndChangesNoScore(
      @ForAll long seed, @ForAll @IntRange(min = -100_000, max = 100_000) int shift) {
    double[] values = eventful(seed);
    List<Seen> plain = run(values, x -> x);
    // the grid makes the shift exact
    List<Seen> shifted = run(values, x -> x + shift);
    for (int i = PARAMETERS.warmUp(); i < values.length; i++) {
      assertThat(shifted.get(i).score()).isEqualTo(plain.get(i).score());
      assertThat(shifted.get(i).expected())
          .isCloseTo(plain.get(i).expected() + shift, Offset.offset(1e-8));
    }
  }

  @Property(tries = 100)
  void turningTheSeriesUpsideDownChangesNoScore(@ForAll long seed) {
    double[] values = eventful(seed);
    List<Seen> plain = run(values, x -> x);
    List<Seen> turned = run(values, x -> -x);
    for (int i = PARAMETERS.warmUp(); i < values.length; i++) {
      assertThat(turned.get(i).score()).isEqualTo(plain.get(i).score());
      assertThat(turned.get(i).anomaly()).isEqualTo(plain.get(i).anomaly());
    }
  }

  @Property(tries = 100)
  void verdictsOfAPrefixAreThePrefixOfTheVerdicts(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 399) int length) {
    double[] values = eventful(seed);
    double[] prefix = java.util.Arrays.copyOf(values, length);
    assertThat(run(prefix, x -> x)).isEqualTo(run(values, x -> x).subList(0, length));
  }

  @Property(tries = 100)
  void aStoredStateAndACopyGoOnExactly(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 399) int at) {
    double[] values = eventful(seed);
    SeriesDetector detector = new SeriesDetector(PARAMETERS);
    SeriesState state = new SeriesState();
    Verdict verdict = new Verdict();
    for (int i = 0; i < at; i++) {
      detector.score(state, START + 40L * i * MINUTE, values[i], null, verdict);
    }
    SeriesState restored = SeriesState.fromBytes(state.toBytes());
    SeriesState copy = state.copy();
    assertThat(restored.toBytes()).isEqualTo(state.toBytes());
    Verdict ofRestored = new Verdict();
    Verdict ofCopy = new Verdict();
    for (int i = at; i < values.length; i++) {
      long time = START + 40L * i * MINUTE;
      detector.score(state, time, values[i], null, verdict);
      detector.score(restored, time, values[i], null, ofRestored);
      detector.score(copy, time, values[i], null, ofCopy);
      assertThat(Seen.of(ofRestored)).isEqualTo(Seen.of(verdict));
      assertThat(Seen.of(ofCopy)).isEqualTo(Seen.of(verdict));
    }
    assertThat(restored.toBytes()).isEqualTo(state.toBytes());
  }

  @Property(tries = 100)
  void judgingTeachesNothing(@ForAll long seed) {
    double[] values = eventful(seed);
    SeriesDetector detector = new SeriesDetector(PARAMETERS);
    SeriesState state = new SeriesState();
    Verdict verdict = new Verdict();
    for (int i = 0; i < 100; i++) {
      detector.score(state, START + (long) i * MINUTE, values[i], null, verdict);
    }
    byte[] before = state.toBytes();
    detector.judge(state, START + 50 * MINUTE, 1e9, null, verdict);
    assertThat(verdict.isAnomaly()).isTrue();
    detector.describe(state, START + 101 * MINUTE, null, verdict);
    assertThat(verdict.score()).isZero();
    assertThat(state.toBytes()).isEqualTo(before);
  }

  @Property(tries = 200)
  void whateverComesTheVerdictIsFinite(@ForAll long seed) {
    Random random = new Random(seed);
    SeriesDetector detector = new SeriesDetector(DetectorParameters.defaults());
    SeriesState state = new SeriesState();
    Verdict verdict = new Verdict();
    long time = START;
    for (int i = 0; i < 300; i++) {
      detector.score(state, time, wild(random), null, verdict);
      time += random.nextInt(3) == 0 ? 0 : random.nextInt(100_000_000);
      if (!verdict.isWarmingUp()) {
        assertThat(verdict.score()).isBetween(0.0, 1.0);
        assertThat(verdict.expected()).isFinite();
        assertThat(verdict.lower()).isNotNaN().isLessThanOrEqualTo(verdict.expected());
        assertThat(verdict.upper()).isNotNaN().isGreaterThanOrEqualTo(verdict.expected());
      }
    }
    // and it is not stuck afterwards
    int anomalies = 0;
    for (int i = 0; i < 3_000; i++) {
      detector.score(state, time, 5 + random.nextGaussian(), null, verdict);
      time += MINUTE;
      anomalies += i >= 2_000 && verdict.isAnomaly() ? 1 : 0;
    }
    assertThat(anomalies).isLessThan(500);
  }

  private static double wild(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> Double.MIN_VALUE;
      case 2 -> 1e300 * random.nextGaussian();
      case 3 -> Double.MAX_VALUE;
      case 4 -> -Double.MAX_VALUE;
      case 5 -> 1e-300 * random.nextGaussian();
      default -> random.nextGaussian();
    };
  }
}
