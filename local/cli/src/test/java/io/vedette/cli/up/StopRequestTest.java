package io.vedette.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StopRequestTest {

  private final AtomicInteger endedAtOnce = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final StopRequest request = new StopRequest(endedAtOnce::incrementAndGet, nanos::get);

  @Test
  void theFirstSignalOnlyAsks() throws Exception {
    assertThat(request.await(0, TimeUnit.MILLISECONDS)).isFalse();
    request.ask();
    assertThat(request.isAsked()).isTrue();
    assertThat(request.await(0, TimeUnit.MILLISECONDS)).isTrue();
    assertThat(endedAtOnce).hasValue(0);
  }

  @Test
  void theSecondEndsAtOnce() {
    request.ask();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    request.ask();
    assertThat(endedAtOnce).hasValue(1);
  }

  @Test
  void anEchoOfTheFirstIsNotASecond() {
    request.ask();
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(2));
    request.ask();
    assertThat(endedAtOnce).hasValue(0);
  }
}
