package io.vedette.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SourceLimiterTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong clock = new AtomicLong(SECOND);

  private SourceLimiter limiter(double requests, double bytes, int maxSources) {
    return new SourceLimiter(
        new SourceLimiter.Allowance(requests, bytes, Duration.ofSeconds(1), maxSources),
        clock::get);
  }

  @Test
  void requestsAndBytesBothLimit() {
    SourceLimiter limiter = limiter(2, 100, 10);

    assertThat(limiter.tryEnter("a", 1)).isZero();
    assertThat(limiter.tryEnter("a", 1)).isZero();
    assertThat(limiter.tryEnter("a", 1)).isPositive();
    assertThat(limiter.tryEnter("b", 300)).isZero();
    assertThat(limiter.tryEnter("b", 1)).isGreaterThan(2 * SECOND);
  }

  @Test
  void bytesOfUnknownLengthAreChargedAfterwards() {
    SourceLimiter limiter = limiter(100, 100, 10);
    assertThat(limiter.tryEnter("a", 0)).isZero();

    limiter.charge("a", 300);

    assertThat(limiter.tryEnter("a", 0)).isGreaterThan(SECOND);
    clock.addAndGet(2 * SECOND + 1);
    assertThat(limiter.tryEnter("a", 0)).isZero();
  }

  @Test
  void beyondTheSourcesTrackedAllShareOneAllowance() {
    SourceLimiter limiter = limiter(1, 100, 2);
    limiter.tryEnter("a", 1);
    limiter.tryEnter("b", 1);

    assertThat(limiter.tryEnter("made-up-1", 1)).isZero();
    assertThat(limiter.tryEnter("made-up-2", 1)).isPositive();
    assertThat(limiter.tracked()).isEqualTo(2);
  }

  @Test
  void aQuietSourceIsForgottenForANewOne() {
    SourceLimiter limiter = limiter(1, 100, 2);
    limiter.tryEnter("a", 1);
    limiter.tryEnter("b", 1);
    clock.addAndGet(10 * SECOND);

    assertThat(limiter.tryEnter("c", 1)).isZero();
    assertThat(limiter.tryEnter("d", 1)).isZero();
    assertThat(limiter.tracked()).isEqualTo(2);
  }
}
