package io.vedette.algorithms.histogram;

import static io.vedette.algorithms.histogram.HistogramState.Arrival.DUPLICATE;
import static io.vedette.algorithms.histogram.HistogramState.Arrival.JOINED;
import static io.vedette.algorithms.histogram.HistogramState.Arrival.LATE;
import static io.vedette.algorithms.histogram.HistogramState.Arrival.OPENED;
import static io.vedette.algorithms.histogram.HistogramState.Outcome.CHANGED;
import static io.vedette.algorithms.histogram.HistogramState.Outcome.ENDED;
import static io.vedette.algorithms.histogram.HistogramState.Outcome.FIRST;
import static io.vedette.algorithms.histogram.HistogramState.Outcome.INCOMPLETE;
import static io.vedette.algorithms.histogram.HistogramState.Outcome.READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.histogram.HistogramState.Outcome;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistogramStateTest {

  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final int LIMIT = 8;

  private final HistogramState histogram = new HistogramState();
  private final Increase increase = new Increase();

  @Test
  void aScrapeIsWholeWhenEveryBucketCameButWhileOneIsNew() {
    put(1, Map.of(1.0, 5, 2.0, 8, INFINITY, 9));
    assertThat(histogram.isWhole(1)).as("there may be other buckets").isFalse();
    assertThat(histogram.takeOldest(increase)).isEqualTo(FIRST);

    assertThat(put(2, 1.0, 6)).isEqualTo(OPENED);
    assertThat(put(2, INFINITY, 12)).isEqualTo(JOINED);
    assertThat(histogram.isWhole(2)).isFalse();
    put(2, 2.0, 10);
    assertThat(histogram.isWhole(2)).isTrue();
    assertThat(histogram.takeOldest(increase)).isEqualTo(READY);
    assertThat(increase.observations()).isEqualTo(3.0);
    assertThat(increase.quantile(0.5)).as("half of the one in the second bucket").isEqualTo(1.5);
  }

  @Test
  void whatComesTwiceOrTooLateIsToldApart() {
    put(1, Map.of(1.0, 5, INFINITY, 9));
    assertThat(put(1, 1.0, 5)).isEqualTo(DUPLICATE);
    assertThat(put(1, 1.0, 6)).as("corrected").isEqualTo(JOINED);
    take(FIRST);
    assertThat(put(1, 1.0, 6)).isEqualTo(DUPLICATE);
    assertThat(put(1, 1.0, 7)).isEqualTo(LATE);
    assertThat(put(0, 1.0, 6)).isEqualTo(LATE);
  }

  @Test
  void aMissingBucketGivesNothingAndTheNextScrapeSpansBoth() {
    take(1, Map.of(1.0, 5, 2.0, 7, INFINITY, 9), FIRST);
    take(2, Map.of(1.0, 6, INFINITY, 12), INCOMPLETE);
    take(3, Map.of(1.0, 7, 2.0, 12, INFINITY, 15), READY);
    assertThat(increase.observations()).isEqualTo(6.0);
  }

  @Test
  void withoutTheBucketOfAllObservationsThereIsNothing() {
    take(1, Map.of(1.0, 5, 2.0, 7), INCOMPLETE);
    assertThat(histogram.isWhole(1)).isFalse();
    take(2, Map.of(1.0, 5, 2.0, 7, INFINITY, 9), FIRST);
    take(3, Map.of(1.0, 5, 2.0, 7), INCOMPLETE);
  }

  @Test
  void aBucketThatStaysAwayIsNotWaitedForAndIsNewWhenItComesBack() {
    take(1, Map.of(1.0, 5, 2.0, 7, INFINITY, 9), FIRST);
    take(2, Map.of(1.0, 6, INFINITY, 12), INCOMPLETE);
    take(3, Map.of(1.0, 7, INFINITY, 15), READY);
    put(4, Map.of(1.0, 8, INFINITY, 20));
    assertThat(histogram.isWhole(4)).isTrue();
    take(READY);
    assertThat(increase.quantile(0.99)).as("the highest finite bound is 1 now").isEqualTo(1.0);
    take(5, Map.of(1.0, 9, 2.0, 15, INFINITY, 21), CHANGED);
    take(6, Map.of(1.0, 9, 2.0, 25, INFINITY, 31), READY);
    assertThat(increase.quantile(0.5)).isEqualTo(1.5);
  }

  @Test
  void aNewBucketHasNoIncreaseUnlessItsFormerCountLeavesNoDoubt() {
    take(1, Map.of(1.0, 5, INFINITY, 5), FIRST);
    take(2, Map.of(1.0, 6, 4.0, 8, INFINITY, 8), READY);
    assertThat(increase.observations()).as("nothing lay beyond 1").isEqualTo(3.0);
    assertThat(increase.quantile(0.5)).isEqualTo(1.75);
    take(3, Map.of(1.0, 7, 2.0, 8, 4.0, 12, INFINITY, 12), CHANGED);
    take(4, Map.of(1.0, 8, 2.0, 10, 4.0, 14, INFINITY, 14), READY);
    assertThat(increase.observations()).isEqualTo(2.0);
  }

  @Test
  void aRestartWithOtherBucketsIsSeenByTheFirstThatFell() {
    take(1, Map.of(1.0, 50, INFINITY, 90), FIRST);
    take(2, Map.of(1.0, 2, 2.0, 6, INFINITY, 100), READY);
    assertThat(increase.observations()).as("all since the restart").isEqualTo(100.0);
    assertThat(increase.quantile(0.04)).isEqualTo(1.5);
  }

  @Test
  void countsOfAnIntervalEachNeedNoFormerScrape() {
    histogram.setPerInterval(true);
    take(1, Map.of(1.0, 4, INFINITY, 8), READY);
    assertThat(increase.observations()).isEqualTo(8.0);
    take(2, Map.of(1.0, 1, INFINITY, 2), READY);
    assertThat(increase.observations()).isEqualTo(2.0);
    histogram.setPerInterval(false);
    take(3, Map.of(1.0, 1, INFINITY, 5), FIRST);
  }

  @Test
  void afterItsEndAHistogramBeginsAnew() {
    take(1, Map.of(1.0, 5, INFINITY, 9), FIRST);
    assertThat(histogram.end(2)).isEqualTo(OPENED);
    assertThat(histogram.isWhole(2)).isTrue();
    take(ENDED);
    assertThat(histogram.end(2)).isEqualTo(LATE);
    take(3, Map.of(1.0, 6, INFINITY, 10), FIRST);
  }

  @Test
  void anotherSpellingOfABoundIsTheSameBucket() {
    assertThat(histogram.announce(100, 1.0, LIMIT)).isTrue();
    assertThat(histogram.announce(200, 1.0, LIMIT)).isTrue();
    assertThat(histogram.size()).isEqualTo(1);
    assertThat(histogram.bucketOf(200)).isZero();
    assertThat(histogram.bucketOf(100)).isNegative();
  }

  @Test
  void atTheLimitOnlyABucketNotWaitedForGivesWay() {
    assertThat(histogram.announce(1, 1, 3)).isTrue();
    assertThat(histogram.announce(2, 2, 3)).isTrue();
    assertThat(histogram.announce(3, INFINITY, 3)).isTrue();
    assertThat(histogram.announce(4, 4, 3)).isFalse();
    for (int at = 1; at <= 2; at++) {
      histogram.put(0, at, 5);
      histogram.put(2, at, 9);
      histogram.takeOldest(increase);
    }
    assertThat(histogram.announce(4, 4, 3)).isTrue();
    assertThat(histogram.bucketOf(2)).isNegative();
    assertThat(histogram.bucketOf(4)).isEqualTo(1);
    assertThat(histogram.isInfinity(2)).isTrue();
  }

  @Test
  void scrapesAreTakenInOrderOfTimeHoweverTheyCame() {
    put(3, Map.of(1.0, 7, INFINITY, 11));
    put(1, Map.of(1.0, 5, INFINITY, 9));
    put(2, Map.of(1.0, 6, INFINITY, 10));
    assertThat(histogram.open()).isEqualTo(3);
    assertThat(histogram.oldest()).isEqualTo(1);
    take(FIRST);
    take(READY);
    assertThat(histogram.oldest()).isEqualTo(3);
  }

  @Test
  void whatWasStoredGoesOnAsItWas() {
    take(1, Map.of(1.0, 5, 2.0, 7, INFINITY, 9), FIRST);
    put(2, Map.of(1.0, 6, INFINITY, 12));
    histogram.setAnnounced(true);
    HistogramState restored = HistogramState.fromStored(histogram.toStored());
    HistogramState copy = histogram.copy();
    take(INCOMPLETE);
    for (HistogramState other : new HistogramState[] {restored, copy}) {
      assertThat(other.isAnnounced()).isTrue();
      other.put(1, 2, 8);
      assertThat(other.isWhole(2)).isTrue();
      assertThat(other.takeOldest(increase)).isEqualTo(READY);
      assertThat(increase.observations()).isEqualTo(3.0);
      assertThat(other.put(0, 2, 6)).isEqualTo(DUPLICATE);
    }
  }

  private void take(long at, Map<Double, Integer> counts, Outcome expected) {
    put(at, counts);
    take(expected);
  }

  private void take(Outcome expected) {
    assertThat(histogram.takeOldest(increase)).isEqualTo(expected);
  }

  private void put(long at, Map<Double, Integer> counts) {
    new TreeMap<>(counts).forEach((bound, count) -> put(at, bound, count));
  }

  private HistogramState.Arrival put(long at, double bound, double count) {
    long identity = Double.doubleToLongBits(bound);
    if (histogram.bucketOf(identity) < 0) {
      histogram.announce(identity, bound, LIMIT);
    }
    return histogram.put(histogram.bucketOf(identity), at, count);
  }
}
