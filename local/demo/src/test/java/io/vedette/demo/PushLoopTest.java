package io.vedette.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushLoopTest {

  private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
  private static final Duration TICK = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HandClock clock = new HandClock(START);
  private final StubPusher gateway = new StubPusher();
  private final FaultBook faults = new FaultBook(clock, Optional.empty());
  private final ShopModel model = new ShopModel(1);
  private final ShopTelemetry telemetry = new ShopTelemetry(model, 1, TICK);

  private PushLoop loop(Duration history) {
    return new PushLoop(telemetry, faults, gateway, clock, TICK, history);
  }

  private static Pusher.Outcome busy() {
    return new Pusher.Busy(Optional.empty(), "busy");
  }

  /** Times of the first series, in the order in which they were accepted. */
  private List<Instant> acceptedTimes() {
    List<Instant> times = new ArrayList<>();
    for (byte[] body : gateway.accepted) {
      for (JsonNode sample : parsed(body).get("series").get(0).get("samples")) {
        times.add(Instant.ofEpochMilli(sample.get(0).longValue()));
      }
    }
    return times;
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Instant> ticks(Instant first, int count) {
    List<Instant> ticks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ticks.add(first.plus(TICK.multipliedBy(i)));
    }
    return ticks;
  }

  @Test
  void historyGoesFirstInOrderInBodiesOfBoundedSize() throws InterruptedException {
    PushLoop loop = loop(Duration.ofHours(2));
    assertThat(loop.step()).isEqualTo(TICK);
    assertThat(acceptedTimes()).isEqualTo(ticks(START.minus(Duration.ofHours(2)), 1441));
    assertThat(gateway.accepted)
        .hasSize(29)
        .allSatisfy(body -> assertThat(body.length).isLessThan(512 * 1024));
    assertThat(loop.counts()).isEqualTo(new PushCounts(1441, 0, 0, 0, 0));
  }

  @Test
  void everyTickIsPushedOnceAndAlignedToTheInterval() throws InterruptedException {
    clock.turn(Duration.ofMillis(1_234));
    PushLoop loop = loop(Duration.ZERO);
    assertThat(loop.step()).isEqualTo(Duration.ofMillis(3_766));
    loop.step();
    assertThat(acceptedTimes()).containsExactly(START);
    clock.turn(Duration.ofMillis(3_766));
    loop.step();
    assertThat(acceptedTimes()).containsExactly(START, START.plus(TICK));
  }

  @Test
  void aBusyGatewayGetsTheSameBodyAgainAfterGrowingPauses() throws InterruptedException {
    PushLoop loop = loop(Duration.ZERO);
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      gateway.answerNext(busy());
    }
    for (int i = 0; i < 9; i++) {
      Duration pause = loop.step();
      pauses.add(pause);
      clock.turn(pause);
    }
    assertThat(pauses)
        .extracting(Duration::toMillis)
        .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L, 30_000L);
    assertThat(loop.counts().pending()).isEqualTo(19);
    loop.step();
    assertThat(gateway.tried.subList(1, 10)).allMatch(body -> body == gateway.tried.get(0));
    assertThat(acceptedTimes()).isEqualTo(ticks(START, 25));
    assertThat(loop.counts()).isEqualTo(new PushCounts(25, 0, 0, 0, 9));
  }

  @Test
  void retryAfterIsHonouredUpToTenMinutes() throws InterruptedException {
    PushLoop loop = loop(Duration.ZERO);
    gateway.answerNext(new Pusher.Busy(Optional.of(Duration.ofSeconds(47)), "429"));
    gateway.answerNext(new Pusher.Busy(Optional.of(Duration.ofDays(1)), "503"));
    assertThat(loop.step()).isEqualTo(Duration.ofSeconds(47));
    clock.turn(Duration.ofSeconds(46));
    assertThat(loop.step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(gateway.tried).hasSize(1);
    clock.turn(Duration.ofSeconds(1));
    assertThat(loop.step()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void afterALongAbsenceTheOldestTicksAreDroppedAndCounted() throws InterruptedException {
    PushLoop loop = loop(Duration.ZERO);
    gateway.answerNext(busy());
    loop.step();
    clock.turn(Duration.ofHours(3));
    loop.step();
    int due = 3 * 720 + 1;
    assertThat(loop.counts())
        .isEqualTo(new PushCounts(PushLoop.MOST_PENDING, 0, due - PushLoop.MOST_PENDING, 0, 1));
    assertThat(acceptedTimes())
        .isEqualTo(ticks(START.plus(Duration.ofHours(2)).plus(TICK), PushLoop.MOST_PENDING));
  }

  @Test
  void aRefusedBodyIsCountedAndTheNextGoesOn() throws InterruptedException {
    PushLoop loop = loop(TICK.multipliedBy(60));
    gateway.answerNext(new Pusher.Refused("400"));
    loop.step();
    assertThat(loop.counts()).isEqualTo(new PushCounts(11, 50, 0, 0, 0));
    assertThat(acceptedTimes()).isEqualTo(ticks(START.minus(TICK.multipliedBy(10)), 11));
  }

  @Test
  void samplesThatWaitedShowTheFaultsOfTheirOwnTime() throws InterruptedException {
    PushLoop loop = loop(Duration.ZERO);
    gateway.answerNext(busy());
    loop.step();
    clock.turn(Duration.ofSeconds(61));
    faults.inject(FaultKind.ERRORS, "cart", Duration.ofHours(1), 0.5);
    clock.turn(Duration.ofSeconds(60));
    faults.endAll();
    clock.turn(Duration.ofSeconds(60));
    loop.step();
    loop.step();
    List<Double> ratios = new ArrayList<>();
    for (byte[] body : gateway.accepted) {
      for (JsonNode series : parsed(body).get("series")) {
        JsonNode labels = series.get("labels");
        if (labels.get("instance").textValue().equals("cart-0:8080")
            && labels.get("__name__").textValue().equals("shop_request_error_ratio")) {
          series.get("samples").forEach(sample -> ratios.add(sample.get(1).doubleValue()));
        }
      }
    }
    assertThat(ratios).hasSize(37);
    assertThat(ratios.subList(0, 13)).allMatch(ratio -> ratio < 0.01);
    assertThat(ratios.subList(13, 25)).allMatch(ratio -> ratio > 0.3);
    assertThat(ratios.subList(25, 37)).allMatch(ratio -> ratio < 0.01);
  }

  @Test
  void aClockSetBackPushesNothingTwice() throws InterruptedException {
    PushLoop loop = loop(Duration.ZERO);
    loop.step();
    clock.turn(Duration.ofMinutes(-10));
    assertThat(loop.step()).isEqualTo(TICK);
    clock.turn(Duration.ofMinutes(10).plus(TICK));
    loop.step();
    assertThat(acceptedTimes()).isEqualTo(ticks(START, 2));
  }
}
