package io.vedette.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long START = -5 * SECOND;

  @Test
  void aFullBucketLetsItsCapacityInAndThenAsksToWait() {
    TokenBucket bucket = new TokenBucket(10, 20, START);
    bucket.charge(20, START);

    assertThat(bucket.waitNanos(START)).isPositive();
    assertThat(bucket.waitNanos(START + 1)).isZero();
  }

  @Test
  void aLargeChargeIsLetInAndPaidBackAtTheRate() {
    TokenBucket bucket = new TokenBucket(10, 20, START);
    bucket.charge(70, START);

    assertThat(bucket.waitNanos(START)).isEqualTo(5 * SECOND + 1);
    assertThat(bucket.waitNanos(START + 5 * SECOND)).isPositive();
    assertThat(bucket.waitNanos(START + 5 * SECOND + 1)).isZero();
  }

  @Test
  void itNeverHoldsMoreThanItsCapacity() {
    TokenBucket bucket = new TokenBucket(10, 20, START);
    long later = START + 3_600 * SECOND;
    assertThat(bucket.isFull(later)).isTrue();
    bucket.charge(21, later);

    assertThat(bucket.waitNanos(later)).isEqualTo(SECOND / 10 + 1);
  }

  @Test
  void overAnHourTheRateHolds() {
    TokenBucket bucket = new TokenBucket(10, 20, START);
    int letIn = 0;
    for (long ms = 0; ms < 3_600_000; ms += 7) {
      long now = START + ms * 1_000_000;
      if (bucket.waitNanos(now) == 0) {
        bucket.charge(1, now);
        letIn++;
      }
    }

    assertThat(letIn).isBetween(36_000, 36_000 + 21);
  }
}
