package io.vedette.algorithms.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class EwmaPropertiesTest {

  /** Without the relative minimum: a share of the level is not the same after a shift. */
  private static final EwmaParameters PARAMETERS =
      new EwmaParameters(0.05, 10, 3.0, 1e-3, 0.0, Sides.BOTH, 25);

  private record Seen(double expected, double lower, double upper, double score, boolean anomaly) {}

  @Property(tries = 200)
  void shiftingTheSeriesShiftsTheBandAndChangesNoVerdict(
      @ForAll long seed, @ForAll @DoubleRange(min = -1000, max = 1000) double shift) {
    double[] values = eventful(seed);
    List<Seen> plain = run(PARAMETERS, values);
    List<Seen> shifted = run(PARAMETERS, mapped(values, 1, shift));
    for (int i = PARAMETERS.warmUp(); i < values.length; i++) {
      assertClose(shifted.get(i).expected(), plain.get(i).expected() + shift, 1e-7);
      assertClose(shifted.get(i).upper(), plain.get(i).upper() + shift, 1e-6);
      assertClose(shifted.get(i).score(), plain.get(i).score(), 1e-6);
      assertThat(shifted.get(i).anomaly()).isEqualTo(plain.get(i).anomaly());
    }
  }

  @Property(tries = 200)
  void scalingTheSeriesScalesTheBandAndChangesNoVerdict(
      @ForAll long seed, @ForAll @IntRange(min = -20, max = 20) int power) {
    // a power of two: scaling by it is exact, so the verdicts are the same to the bit
    double scale = Math.scalb(1.0, power);
    double[] values = eventful(seed);
    EwmaParameters scaled =
        PARAMETERS.withMinimumDeviation(PARAMETERS.minimumDeviation() * scale, 0);
    List<Seen> plain = run(PARAMETERS, values);
    List<Seen> larger = run(scaled, mapped(values, scale, 0));
    for (int i = PARAMETERS.warmUp(); i < values.length; i++) {
      Seen one = plain.get(i);
      assertThat(larger.get(i))
          .isEqualTo(
              new Seen(
                  one.expected() * scale,
                  one.lower() * scale,
                  one.upper() * scale,
                  one.score(),
                  one.anomaly()));
    }
  }

  @Property(tries = 200)
  void verdictsOfAPrefixAreThePrefixOfTheVerdicts(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 200) int length) {
    double[] values = eventful(seed);
    double[] prefix = new double[length];
    System.arraycopy(values, 0, prefix, 0, length);
    assertThat(run(PARAMETERS, prefix)).isEqualTo(run(PARAMETERS, values).subList(0, length));
  }

  @Property(tries = 200)
  void storedAndRestoredStateGoesOnExactly(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 199) int at) {
    double[] values = eventful(seed);
    EwmaDetector detector = new EwmaDetector(PARAMETERS);
    EwmaState living = new EwmaState();
    Verdict verdict = new Verdict();
    for (int i = 0; i < at; i++) {
      detector.score(living, values[i], verdict);
    }
    EwmaState restored = EwmaState.fromStored(living.toStored());
    EwmaState copy = living.copy();
    for (int i = at; i < values.length; i++) {
      Seen expected = scored(detector, living, values[i], verdict);
      assertThat(scored(detector, restored, values[i], verdict)).isEqualTo(expected);
      assertThat(scored(detector, copy, values[i], verdict)).isEqualTo(expected);
    }
    assertThat(restored.toStored()).isEqualTo(living.toStored());
  }

  @Property(tries = 200)
  void outliersLeaveTheBandExactlyAsItWas(
      @ForAll long seed, @ForAll @DoubleRange(min = 1.01, max = 1e12) double timesHalf) {
    EwmaDetector detector = new EwmaDetector(PARAMETERS);
    EwmaState state = learned(detector, seed);
    Verdict verdict = new Verdict();
    detector.describe(state, verdict);
    double upper = verdict.upper();
    double lower = verdict.lower();
    double outlier = verdict.expected() + timesHalf * (upper - verdict.expected());
    for (int i = 0; i < PARAMETERS.adoptAfter() - 1; i++) {
      detector.score(state, outlier, verdict);
      assertThat(verdict.isAnomaly()).isTrue();
      detector.describe(state, verdict);
      assertThat(verdict.upper()).isEqualTo(upper);
      assertThat(verdict.lower()).isEqualTo(lower);
    }
  }

  @Property(tries = 200)
  void levelShiftOfAnySizeIsAdoptedAfterAdoptAfterSamples(
      @ForAll long seed, @ForAll @DoubleRange(min = 20, max = 1e9) double shift) {
    EwmaDetector detector = new EwmaDetector(PARAMETERS);
    EwmaState state = learned(detector, seed);
    Verdict verdict = new Verdict();
    Random random = new Random(seed);
    for (int i = 0; i < PARAMETERS.adoptAfter(); i++) {
      detector.score(state, shift + 50 + random.nextDouble(), verdict);
      assertThat(verdict.isAnomaly()).isTrue();
    }
    detector.score(state, shift + 50.5, verdict);
    assertThat(verdict.isAnomaly()).isFalse();
    assertClose(verdict.expected(), shift + 50.5, 0.5);
  }

  @Property(tries = 2000)
  void everythingStaysFiniteWhateverComes(@ForAll long seed) {
    Random random = new Random(seed);
    EwmaDetector detector = new EwmaDetector(EwmaParameters.defaults().withWarmUp(2, 5));
    EwmaState state = new EwmaState();
    Verdict verdict = new Verdict();
    for (int i = 0; i < 300; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      detector.score(state, Double.isFinite(any) ? any : Double.MAX_VALUE, verdict);
      assertThat(verdict.score()).isBetween(0.0, 1.0);
      detector.describe(state, verdict);
      if (!verdict.isWarmingUp()) {
        assertThat(verdict.expected()).isFinite();
        assertThat(verdict.lower()).isFinite().isLessThan(verdict.upper());
        assertThat(verdict.upper()).isFinite();
      }
    }
    assertThat(state.run()).isLessThan(5);
  }

  /** Noise round 50 with spikes, a shift and a change of spread, as the seed has it. */
  private static double[] eventful(long seed) {
    Random random = new Random(seed);
    double[] values = new double[200];
    double level = 50;
    double spread = 1;
    for (int i = 0; i < values.length; i++) {
      if (random.nextInt(60) == 0) {
        level += random.nextGaussian() * 30;
      }
      if (random.nextInt(60) == 0) {
        spread *= 1 + random.nextDouble();
      }
      boolean isSpike = random.nextInt(25) == 0;
      values[i] = level + random.nextGaussian() * spread * (isSpike ? 20 : 1);
    }
    return values;
  }

  /** 100 samples, evenly from 50 to 51. */
  private static EwmaState learned(EwmaDetector detector, long seed) {
    Random random = new Random(seed);
    EwmaState state = new EwmaState();
    Verdict verdict = new Verdict();
    for (int i = 0; i < 100; i++) {
      detector.score(state, 50 + random.nextDouble(), verdict);
    }
    return state;
  }

  private static List<Seen> run(EwmaParameters parameters, double[] values) {
    EwmaDetector detector = new EwmaDetector(parameters);
    EwmaState state = new EwmaState();
    Verdict verdict = new Verdict();
    List<Seen> seen = new ArrayList<>();
    for (double value : values) {
      seen.add(scored(detector, state, value, verdict));
    }
    return seen;
  }

  private static Seen scored(
      EwmaDetector detector, EwmaState state, double value, Verdict verdict) {
    detector.score(state, value, verdict);
    return new Seen(
        verdict.expected(), verdict.lower(), verdict.upper(), verdict.score(), verdict.isAnomaly());
  }

  private static double[] mapped(double[] values, double scale, double shift) {
    double[] mapped = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      mapped[i] = values[i] * scale + shift;
    }
    return mapped;
  }

  private static void assertClose(double actual, double expected, double tolerance) {
    assertThat(actual).isCloseTo(expected, Offset.offset(tolerance));
  }
}
