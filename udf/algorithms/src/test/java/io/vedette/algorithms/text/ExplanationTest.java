package io.vedette.algorithms.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.algorithms.detect.Channel;
import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.algorithms.detect.SeriesState;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.schema.result.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

  private static final String WHO = "cart: shop_request_latency_p50_seconds";
  private static final MetricUnit SECONDS =
      MetricUnit.of("shop_request_latency_p50_seconds", false);
  private static final double NONE = Double.NaN;
  private static final double FIVE_MINUTES = 300_000;
  private static final double[] NOISE = {0.2, -0.1, 0.3, -0.4, 0.1, -0.3, 0.4, -0.2, 0, 0.1, -0.1};

  /** Every sentence, whole. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "VALUE | ABOVE | 0.056 | is 0.056 s, above the 0.0085 to 0.0107 s expected at this time;"
            + " values like this come about once in 3 weeks",
        "VALUE | BELOW | 0.001 | is 0.001 s, below the 0.0085 to 0.0107 s expected at this time;"
            + " values like this come about once in 3 weeks",
        "VALUE | ABOVE | 0.0106 | is 0.0106 s, high within the 0.0085 to 0.0107 s expected at this"
            + " time; values like this come about once in 3 weeks",
        "VALUE | BELOW | 0.0086 | is 0.0086 s, low within the 0.0085 to 0.0107 s expected at this"
            + " time; values like this come about once in 3 weeks",
        "SEASON | ABOVE | 0.056 | is 0.056 s, above the 0.01 s usual at this hour of the week;"
            + " deviations like this come about once in 3 weeks; expected now is 0.0085 to 0.0107 s",
        "SEASON | BELOW | 0.001 | is 0.001 s, below the 0.01 s usual at this hour of the week;"
            + " deviations like this come about once in 3 weeks; expected now is 0.0085 to 0.0107 s",
        "SHIFT | ABOVE | 0.056 | has lately been above the 0.01 s usual at this hour of the day, and"
            + " is now 0.056 s; shifts like this come about once in 3 weeks; expected now is 0.0085"
            + " to 0.0107 s",
        "SHIFT | BELOW | 0.001 | has lately been below the 0.01 s usual at this hour of the day, and"
            + " is now 0.001 s; shifts like this come about once in 3 weeks; expected now is 0.0085"
            + " to 0.0107 s",
        "VARIANCE | ABOVE | 0.056 | swings more than usual, and is now 0.056 s; swings like this come"
            + " about once in 3 weeks; expected now is 0.0085 to 0.0107 s",
        "VARIANCE | BELOW | 0.001 | swings more than usual, and is now 0.001 s; swings like this come"
            + " about once in 3 weeks; expected now is 0.0085 to 0.0107 s",
        "JUMP | ABOVE | 0.056 | jumped by 0.04 s to 0.056 s; steps like this come about once in 3"
            + " weeks; expected now is 0.0085 to 0.0107 s",
        "JUMP | BELOW | 0.001 | dropped by 0.015 s to 0.001 s; steps like this come about once in 3"
            + " weeks; expected now is 0.0085 to 0.0107 s",
        "RANGE | ABOVE | 0.056 | is 0.056 s, far above its long-run level of 0.01 s; values like this"
            + " come about once in 3 weeks; expected now is 0.0085 to 0.0107 s",
        "RANGE | BELOW | 0.001 | is 0.001 s, far below its long-run level of 0.01 s; values like this"
            + " come about once in 3 weeks; expected now is 0.0085 to 0.0107 s",
        "FLAT_LINE | ABOVE | 0.056 | has stopped moving: it has been 0.056 s for 2 hours; expected"
            + " now is 0.0085 to 0.0107 s",
        "FLAT_LINE | BELOW | 0.001 | has stopped moving: it has been 0.001 s for 2 hours; expected"
            + " now is 0.0085 to 0.0107 s",
      })
  void everyChannelHasItsWords(
      Channel channel, Direction direction, double value, String sentence) {
    assertThat(Explanation.of(WHO, SECONDS, evidence(channel, direction, value)))
        .isEqualTo(WHO + " " + sentence);
  }

  /** When nothing but the band is known, and of the side alone. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "VALUE | BELOW | is 2, below the 3 to 4 expected at this time",
        "SEASON | ABOVE | is 2, above what is usual so far; expected now is 3 to 4",
        "SEASON | BELOW | is 2, below what is usual so far; expected now is 3 to 4",
        "SHIFT | BELOW | has lately been below what is usual so far, and is now 2; expected now is 3 to 4",
        "JUMP | ABOVE | jumped to 2; expected now is 3 to 4",
        "JUMP | BELOW | dropped to 2; expected now is 3 to 4",
        "RANGE | BELOW | is 2, far below its long-run level; expected now is 3 to 4",
        "FLAT_LINE | BELOW | has stopped moving: it has been 2 for 8 samples; expected now is 3 to 4",
      })
  void whatIsNotKnownIsNotTold(Channel channel, Direction direction, String sentence) {
    Evidence evidence = new Evidence(channel, direction, 2, 3, 4, NONE, NONE, NONE, 0, 7, 7, 7);
    assertThat(Explanation.of("up", MetricUnit.of("up", false), evidence))
        .isEqualTo("up " + sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "SEASON, 2015, so far",
    "SEASON, 2016, at this hour of the week",
    "SHIFT, 287, so far",
    "SHIFT, 288, at this hour of the day"
  })
  void anHourIsUsualOnlyOnceItCameAgain(Channel channel, int samples, String when) {
    Evidence evidence =
        new Evidence(
            channel, Direction.ABOVE, 2, 0, 1, 1, 1, NONE, FIVE_MINUTES, samples, samples, 0);
    assertThat(Explanation.of("up", MetricUnit.of("up", false), evidence))
        .contains(" above the 1 usual " + when);
  }

  @Test
  void aSideThatIsNotWatchedIsNotNamed() {
    assertThat(sentence(Channel.VALUE, Double.NEGATIVE_INFINITY, 1.01))
        .isEqualTo("up is 2, where at most 1.01 is expected at this time");
    assertThat(sentence(Channel.VALUE, 2.5, Double.POSITIVE_INFINITY))
        .isEqualTo("up is 2, where at least 2.5 is expected at this time");
    assertThat(sentence(Channel.VARIANCE, 2.5, Double.POSITIVE_INFINITY))
        .isEqualTo("up swings more than usual, and is now 2; expected now is at least 2.5");
  }

  private static String sentence(Channel channel, double lower, double upper) {
    return Explanation.of(
        "up",
        MetricUnit.of("up", false),
        new Evidence(channel, Direction.ABOVE, 2, lower, upper, 1, 1, NONE, 0, 7, 7, 0));
  }

  /** What the detector says is enough for a sentence, and the sentence is true. */
  @Test
  void theDetectorsWordOnAStepIsExplained() {
    SeriesDetector detector = new SeriesDetector(DetectorParameters.defaults());
    SeriesState state = new SeriesState();
    Verdict verdict = new Verdict();
    int samples = 12 * 288;
    for (int i = 0; i < samples; i++) {
      detector.score(state, (long) (i * FIVE_MINUTES), wave(i), null, verdict);
    }
    double last = wave(samples - 1);
    double now = last + 10;
    detector.score(state, (long) (samples * FIVE_MINUTES), now, null, verdict);

    assertThat(verdict.channel()).isEqualTo(Channel.JUMP);
    assertThat(verdict.before()).isCloseTo(last, within(1e-9));
    assertThat(Explanation.of(WHO, SECONDS, Evidence.of(now, verdict, state)))
        .isEqualTo(
            WHO
                + " jumped by 10 s to "
                + NumberText.of(now)
                + " s; steps like this come less than once in the 12 days it was watched;"
                + " expected now is "
                + SECONDS.range(verdict.lower(), verdict.upper()));
  }

  private static double wave(int i) {
    return 100 + 30 * Math.sin(2 * Math.PI * i / 100) + NOISE[i % NOISE.length];
  }

  private static Evidence evidence(Channel channel, Direction direction, double value) {
    return new Evidence(
        channel,
        direction,
        value,
        0.0085,
        0.0107,
        0.016,
        0.01,
        0.00016,
        FIVE_MINUTES,
        8_000,
        8_000,
        24);
  }
}
