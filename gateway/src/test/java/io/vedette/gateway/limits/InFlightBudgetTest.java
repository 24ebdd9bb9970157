package io.vedette.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InFlightBudgetTest {

  private final InFlightBudget budget = new InFlightBudget(10_000);

  @Test
  void growingStopsAtTheLimitAndClosingGivesAllBack() {
    InFlightBudget.Reservation a = budget.open();
    InFlightBudget.Reservation b = budget.open();

    assertThat(a.tryGrow(6_000)).isTrue();
    assertThat(b.tryGrow(4_001)).isFalse();
    assertThat(b.tryGrow(4_000)).isTrue();
    assertThat(budget.bytes()).isEqualTo(10_000);
    assertThat(budget.requests()).isEqualTo(2);

    a.close();
    a.close();
    assertThat(budget.bytes()).isEqualTo(4_000);
    assertThat(a.tryGrow(1)).isFalse();
    b.close();
    assertThat(budget.bytes()).isZero();
    assertThat(budget.requests()).isZero();
  }

  @Test
  void manyThreadsNeverExceedItAndLeaveNothingBehind() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Long>> highest = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      highest.add(
          threads.submit(
              () -> {
                start.await();
                long most = 0;
                for (int i = 0; i < 20_000; i++) {
                  try (InFlightBudget.Reservation mine = budget.open()) {
                    if (mine.tryGrow(3_000)) {
                      most = Math.max(most, budget.bytes());
                    }
                  }
                }
                return most;
              }));
    }
    start.countDown();

    for (Future<Long> most : highest) {
      assertThat(most.get()).isBetween(3_000L, 10_000L);
    }
    assertThat(budget.bytes()).isZero();
    assertThat(budget.requests()).isZero();
    threads.shutdownNow();
  }
}
