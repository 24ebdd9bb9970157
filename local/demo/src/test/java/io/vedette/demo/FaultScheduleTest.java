package io.vedette.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {

  private static final Instant BEGINNING = Instant.parse("2026-01-05T12:00:00Z");
  private static final Instant FIRST = BEGINNING.plus(Duration.ofMinutes(5));

  private final FaultSchedule plan = new FaultSchedule(3, BEGINNING);

  @Test
  void oneFaultEveryTenMinutesEachForThree() {
    assertThat(plan.fault(0).begin()).isEqualTo(FIRST);
    assertThat(plan.fault(0).end()).isEqualTo(FIRST.plus(Duration.ofMinutes(3)));
    assertThat(plan.fault(7).begin()).isEqualTo(FIRST.plus(Duration.ofMinutes(70)));
  }

  @Test
  void everyNineFaultsAreTheNineKinds() {
    for (long round = 0; round < 5; round++) {
      assertThat(LongStream.range(9 * round, 9 * round + 9).mapToObj(plan::fault))
          .extracting(Fault::kind)
          .containsExactlyInAnyOrder(FaultKind.values());
    }
  }

  @Test
  void everyServiceHasItsTurn() {
    assertThat(LongStream.range(0, 126).mapToObj(plan::fault))
        .extracting(Fault::service)
        .containsAll(ShopGraph.standard().names());
  }

  @Test
  void theSameSeedGivesTheSamePlanAndAnotherSeedAnother() {
    assertThat(new FaultSchedule(3, BEGINNING).next(BEGINNING, 20))
        .isEqualTo(plan.next(BEGINNING, 20))
        .isNotEqualTo(new FaultSchedule(4, BEGINNING).next(BEGINNING, 20));
  }

  @Test
  void nothingIsFeltBeforeTheFirstBetweenTwoOrAfterTheEndOfOne() {
    assertThat(plan.felt(BEGINNING.minus(Duration.ofHours(2)), FIRST)).isEmpty();
    assertThat(plan.felt(FIRST, FIRST.plusMillis(1))).containsExactly(plan.fault(0));
    Instant settled = plan.fault(0).settles();
    assertThat(plan.felt(settled.minusMillis(1), settled)).containsExactly(plan.fault(0));
    assertThat(plan.felt(settled, plan.fault(1).begin())).isEmpty();
    assertThat(plan.felt(FIRST, FIRST.plus(Duration.ofMinutes(21))))
        .isEqualTo(List.of(plan.fault(0), plan.fault(1), plan.fault(2)));
  }

  @Test
  void theNextAreThoseThatHaveNotBegun() {
    assertThat(plan.next(FIRST, 1)).containsExactly(plan.fault(0));
    assertThat(plan.next(FIRST.plusMillis(1), 2)).containsExactly(plan.fault(1), plan.fault(2));
  }
}
