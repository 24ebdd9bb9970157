package io.vedette.algorithms.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CounterRateTest {

  @ParameterizedTest
  @CsvSource({
    "100, 0, 130, 15000, 2.0",
    "100, 0, 100, 15000, 0.0",
    "100, 0, 30, 15000, 2.0",
    "100, 1000, 101, 1001, 1000.0"
  })
  void isTheIncreaseASecondAndCountsFromZeroAfterAReset(
      double before, long beforeAt, double now, long nowAt, double rate) {
    assertThat(CounterRate.perSecond(before, beforeAt, now, nowAt)).isEqualTo(rate);
  }

  @Test
  void isNoNumberWithoutAnEarlierSampleOrWithoutTimeBetween() {
    assertThat(CounterRate.perSecond(Double.NaN, 0, 1, 1000)).isNaN();
    assertThat(CounterRate.perSecond(Double.POSITIVE_INFINITY, 0, 1, 1000)).isNaN();
    assertThat(CounterRate.perSecond(1, 1000, 2, 1000)).isNaN();
    assertThat(CounterRate.perSecond(1, 1000, 2, 999)).isNaN();
  }

  @Test
  void survivesTimesThatAreTooFarApartForALong() {
    assertThat(CounterRate.perSecond(0, Long.MIN_VALUE, 1, Long.MAX_VALUE)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http_requests_total", "rpc_seconds_sum", "x_count", "x_bucket"})
  void knowsCountersByTheirEnding(String metric) {
    assertThat(CounterRate.isNameOfCounter(metric)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "total_memory", "count", "", "queue_length"})
  void takesNothingElseForACounter(String metric) {
    assertThat(CounterRate.isNameOfCounter(metric)).isFalse();
  }
}
