package io.vedette.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultBookTest {

  private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final HandClock clock = new HandClock(NOW);
  private final FaultBook book = new FaultBook(clock, Optional.empty());

  @Test
  void aFaultGoesOnFromNowUntilItsEnd() {
    Fault fault = book.inject(FaultKind.CPU, "cart", FIVE_MINUTES, 0.9);
    assertThat(book.active()).containsExactly(fault);
    clock.turn(FIVE_MINUTES.minusMillis(1));
    assertThat(book.active()).containsExactly(fault);
    clock.turn(Duration.ofMillis(1));
    assertThat(book.active()).isEmpty();
  }

  @Test
  void aFaultEndedInTheMomentItBeganIsOverAtOnce() {
    Fault fault = book.inject(FaultKind.CPU, "cart", FIVE_MINUTES, 0.9);
    assertThat(book.endAll()).containsExactly(fault);
    assertThat(book.active()).isEmpty();
    assertThat(book.endAll()).isEmpty();
  }

  @Test
  void aScheduledFaultCanBeEndedAndStaysEnded() {
    FaultSchedule plan = new FaultSchedule(1, NOW);
    FaultBook scheduled = new FaultBook(clock, Optional.of(plan));
    clock.turn(FaultSchedule.FIRST_AFTER.plusSeconds(30));
    assertThat(scheduled.active()).containsExactly(plan.fault(0));
    assertThat(scheduled.end("scheduled-0")).contains(plan.fault(0));
    clock.turn(Duration.ofSeconds(1));
    scheduled.forgetBefore(clock.instant());
    assertThat(scheduled.active()).isEmpty();
    assertThat(scheduled.end("scheduled-0")).isEmpty();
    assertThat(scheduled.upcoming()).hasSize(5).first().isEqualTo(plan.fault(1));
  }

  @Test
  void whatIsNotPushedYetIsRememberedAndTheRestForgotten() {
    book.inject(FaultKind.ERRORS, "cart", FIVE_MINUTES, 0.5);
    clock.turn(Duration.ofMinutes(1));
    book.endAll();
    clock.turn(Duration.ofHours(1));
    book.forgetBefore(NOW.plusSeconds(30));
    assertThat(book.felt(NOW, clock.instant()))
        .singleElement()
        .satisfies(fault -> assertThat(fault.end()).isEqualTo(NOW.plusSeconds(60)));
    book.forgetBefore(clock.instant());
    assertThat(book.felt(NOW, clock.instant())).isEmpty();
  }

  @Test
  void thereIsAMostOfFaults() {
    for (int i = 0; i < FaultBook.MOST_FAULTS; i++) {
      book.inject(FaultKind.CPU, "cart", FIVE_MINUTES, 0.5);
    }
    assertThatThrownBy(() -> book.inject(FaultKind.CPU, "cart", FIVE_MINUTES, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("100 faults are kept already");
  }

  @Test
  void whatCannotBeIsRefusedWithTheReason() {
    assertThatThrownBy(() -> book.inject(FaultKind.CPU, "kart", FIVE_MINUTES, 0.5))
        .hasMessageStartingWith("unknown service 'kart'; the shop has frontend, auth");
    assertThatThrownBy(() -> book.inject(FaultKind.DATABASE_SLOW, "cart", FIVE_MINUTES, 8))
        .hasMessage("database-slow does not fit cart; it fits orders-db, catalogue-db, cart-cache");
    assertThatThrownBy(() -> book.inject(FaultKind.ERRORS, "cart", FIVE_MINUTES, 1.5))
        .hasMessage(
            "magnitude of errors (share of requests that fail) must be from 0.01 to 1.0, not 1.5");
    assertThatThrownBy(() -> book.inject(FaultKind.ERRORS, "cart", FIVE_MINUTES, Double.NaN))
        .hasMessageEndingWith("not NaN");
    assertThatThrownBy(() -> book.inject(FaultKind.ERRORS, "cart", Duration.ofHours(25), 0.5))
        .hasMessage("duration must be above 0 and at most 24h, not 25h");
    assertThat(book.active()).isEmpty();
  }
}
