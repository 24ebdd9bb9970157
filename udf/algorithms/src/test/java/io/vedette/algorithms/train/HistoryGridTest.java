package io.vedette.algorithms.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HistoryGridTest {

  private static final long STEP = 300_000;
  private static final long BEGINNING = 1_700_000_100_000L; // a multiple of the step

  private final HistoryGrid grid = new HistoryGrid(STEP, 1000);

  @Test
  void samplesOfAStepAreAveragedAndStandInItsMiddle() {
    for (int i = 0; i < 40; i++) {
      grid.add(BEGINNING + 15_000L * i, i);
    }
    assertThat(grid.timestamps()).containsExactly(BEGINNING + 142_500, BEGINNING + STEP + 142_500);
    assertThat(grid.values()).containsExactly(9.5, 29.5);
  }

  @Test
  void aSeriesRecordedOnTheHourKeepsItsPhase() {
    for (int hour = 0; hour < 5; hour++) {
      grid.add(3_600_000L * hour, hour);
    }
    assertThat(grid.timestamps()).containsExactly(0, 3_600_000, 7_200_000, 10_800_000, 14_400_000);
    assertThat(grid.values()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aStepWithoutASampleHasNoPoint() {
    grid.add(BEGINNING, 1);
    grid.add(BEGINNING + 3 * STEP, 2);
    assertThat(grid.timestamps()).containsExactly(BEGINNING, BEGINNING + 3 * STEP);
  }

  @Test
  void timesBeforeTheEpochFallIntoTheStepTheyLieIn() {
    grid.add(-1, 5);
    grid.add(0, 7);
    assertThat(grid.values()).containsExactly(5, 7);
  }

  @Test
  void aCounterGivesRatesAndAResetCountsFromZero() {
    grid.clear(true);
    grid.add(BEGINNING, 100);
    grid.add(BEGINNING + STEP, 400);
    grid.add(BEGINNING + 2 * STEP, 30);
    assertThat(grid.isRate()).isTrue();
    assertThat(grid.timestamps()).containsExactly(BEGINNING + STEP, BEGINNING + 2 * STEP);
    assertThat(grid.values()).containsExactly(1.0, 0.1);
  }

  @Test
  void whatIsNotFiniteIsNoValueAndACounterBeginsAnewBehindIt() {
    grid.add(BEGINNING, Double.NaN);
    grid.add(BEGINNING + 1, Double.POSITIVE_INFINITY);
    assertThat(grid.size()).isZero();

    grid.clear(true);
    grid.add(BEGINNING, 1);
    grid.add(BEGINNING + STEP, Double.NaN);
    grid.add(BEGINNING + 2 * STEP, 100);
    grid.add(BEGINNING + 3 * STEP, 400);
    assertThat(grid.values()).containsExactly(1.0);
  }

  @Test
  void aSampleThatComesTwiceOrLateIsIgnored() {
    grid.add(BEGINNING, 1);
    grid.add(BEGINNING, 100);
    grid.add(BEGINNING - 1, 100);
    assertThat(grid.values()).containsExactly(1);
  }

  @Test
  void theOldestPointsGoFirstWhenThereAreTooMany() {
    HistoryGrid small = new HistoryGrid(STEP, 3);
    for (int i = 0; i < 10; i++) {
      small.add(BEGINNING + i * STEP, i);
    }
    assertThat(small.size()).isEqualTo(3);
    assertThat(small.values()).containsExactly(7, 8, 9);
    assertThat(small.timestamps())
        .containsExactly(BEGINNING + 7 * STEP, BEGINNING + 8 * STEP, BEGINNING + 9 * STEP);
    assertThat(small.dropped()).isEqualTo(7);
  }

  @Test
  void growsBeyondItsFirstCapacityAndIsUsedAgain() {
    for (int i = 0; i < 900; i++) {
      grid.add(BEGINNING + i * STEP, i);
    }
    assertThat(grid.values()).hasSize(900).startsWith(0, 1).endsWith(898, 899);
    grid.clear(false);
    grid.add(BEGINNING, 5);
    assertThat(grid.values()).containsExactly(5);
    assertThat(grid.dropped()).isZero();
  }

  @Test
  void meansOfHugeValuesDoNotOverflow() {
    grid.add(BEGINNING, 1.5e308);
    grid.add(BEGINNING + 1, 1.5e308);
    assertThat(grid.values()).containsExactly(1.5e308);
  }

  @Test
  void stepAndPointsMustBeAboveZero() {
    assertThatThrownBy(() -> new HistoryGrid(0, 1)).hasMessageContaining("0 ms");
    assertThatThrownBy(() -> new HistoryGrid(1, 0)).hasMessageContaining("0 points");
  }
}
