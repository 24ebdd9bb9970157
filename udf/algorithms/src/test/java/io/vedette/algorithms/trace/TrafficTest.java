package io.vedette.algorithms.trace;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrafficTest {

  private static final int MINIMUM = 5;

  private static void calls(Traffic traffic, long interval, int ok, int failed, double weight) {
    for (int i = 0; i < ok + failed; i++) {
      traffic.in(interval).add(1_000, 1_000, i < failed, weight);
    }
  }

  @Test
  void aHandfulOfFailuresAmongFewSpansIsNotCounted() {
    Traffic traffic = new Traffic();
    calls(traffic, 1, 20, 4, 32);
    assertThat(requireNonNull(traffic.close(1, MINIMUM)).failed())
        .as("of the call edge")
        .isEqualTo(4 * 32);
    assertThat(traffic.failed()).isZero();
    calls(traffic, 2, 20, 5, 32);
    traffic.close(2, MINIMUM);
    assertThat(traffic.failed()).isEqualTo(5 * 32);
    assertThat(traffic.calls()).isEqualTo(49 * 32);
  }

  @Test
  void oneCountsAll() {
    Traffic traffic = new Traffic();
    calls(traffic, 1, 20, 1, 10);
    traffic.close(1, 1);
    assertThat(traffic.failed()).isEqualTo(10);
  }
}
