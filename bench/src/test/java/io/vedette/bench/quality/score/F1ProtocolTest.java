package io.vedette.bench.quality.score;

import static io.vedette.bench.quality.SeriesFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.bench.quality.detector.ScoredSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

class F1ProtocolTest {

  private static final F1Protocol DELAY_2 = F1Protocol.delayAdjusted(2);

  @Test
  void aSegmentFoundInTimeCountsWhole() {
    ScoredSeries third = scored("..#####..", 0, "000090000");

    assertThat(DELAY_2.at(5, third)).isEqualTo(new Counts(5, 0, 0));
  }

  @Test
  void aSegmentFoundTooLateIsMissedWhole() {
    ScoredSeries fourth = scored("..#####..", 0, "000009900");

    assertThat(DELAY_2.at(5, fourth)).isEqualTo(new Counts(0, 0, 5));
  }

  @Test
  void pointsOutOfSegmentsAreFalseOneByOne() {
    ScoredSeries before = scored("..##...", 0, "9800090");

    assertThat(DELAY_2.at(5, before)).isEqualTo(new Counts(0, 3, 2));
  }

  @Test
  void delayEndsWithTheSegment() {
    ScoredSeries justAfter = scored("..#...", 0, "000900");

    assertThat(DELAY_2.at(5, justAfter)).isEqualTo(new Counts(0, 1, 1));
  }

  @Test
  void whatIsForLearningDoesNotCount() {
    ScoredSeries cut = scored("9#####....".replace('9', '.'), 3, "9900000000");

    // the segment goes on behind the cut, there it begins anew
    assertThat(DELAY_2.at(5, cut)).isEqualTo(new Counts(0, 0, 3));
  }

  @Test
  void pointwiseEveryPointCountsByItself() {
    ScoredSeries series = scored("..####..", 0, "90090900");

    assertThat(F1Protocol.pointwise().at(5, series)).isEqualTo(new Counts(2, 1, 2));
  }

  @Test
  void ownThresholdIsTheDetectors() {
    ScoredSeries series = scored("..##....", 0, "00050000");

    assertThat(DELAY_2.atOwnThreshold(series)).isEqualTo(new Counts(2, 0, 0));
  }

  @Test
  void oneThresholdForAllPooledAndMacro() {
    // found at 8 with one false point at 8, at 4 with three false points at 4
    ScoredSeries loud = scored("####......", 0, "9000800000");
    ScoredSeries soft = scored("##........", 0, "4000440000");
    List<ScoredSeries> both = List.of(loud, soft);

    // at 9: tp 4, fp 0, fn 2 -> 8/10; at 8: 8/11; at 4: tp 6, fp 3 -> 12/15
    assertThat(DELAY_2.bestPooled(both)).isEqualTo(new F1Protocol.Best(0.8, 9));
    // at 9: (1 + 0)/2; at 4: (8/9 + 4/6)/2
    assertThat(DELAY_2.bestMacro(both).threshold()).isEqualTo(4);
    assertThat(DELAY_2.bestMacro(both).f1()).isCloseTo((8 / 9.0 + 4 / 6.0) / 2, within(1e-12));
  }

  @Test
  void oracleTakesEachSeriesBestThreshold() {
    assertThat(DELAY_2.atBestThreshold(scored("##..", 0, "3020"))).isEqualTo(new Counts(2, 0, 0));
  }

  @Test
  void aDetectorThatFindsNothingHasZero() {
    assertThat(new Counts(0, 0, 5).f1()).isZero();
    assertThat(Counts.NONE.f1()).isZero();
  }

  @Test
  void refusesANegativeDelay() {
    assertThatThrownBy(() -> F1Protocol.delayAdjusted(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delay must be 0 or more, is -1");
  }
}
