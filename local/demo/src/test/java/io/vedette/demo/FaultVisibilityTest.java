package io.vedette.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultVisibilityTest {

  private static final Instant NIGHT = Instant.parse("2026-01-05T04:00:00Z");
  private static final Instant DAY = Instant.parse("2026-01-05T16:00:00Z");
  private static final Duration BEFORE = Duration.ofMinutes(20);
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private final ShopModel shop = new ShopModel(5);

  static Stream<Arguments> everyFaultOfEveryServiceByDayAndNight() {
    ShopGraph graph = ShopGraph.standard();
    return Arrays.stream(FaultKind.values())
        .flatMap(
            kind ->
                kind.services(graph).stream()
                    .flatMap(
                        service ->
                            Stream.of(DAY, NIGHT).map(time -> Arguments.of(kind, service, time))));
  }

  @ParameterizedTest
  @MethodSource("everyFaultOfEveryServiceByDayAndNight")
  void theMetricOfTheFaultFiresWithinHalfAMinuteAndNotBefore(
      FaultKind kind, String service, Instant begin) {
    // Between two ticks, as a fault someone asks for mostly is.
    Instant asked = begin.plusMillis(1_300);
    Fault fault =
        new Fault(
            "f", kind, service, asked, asked.plus(Duration.ofMinutes(3)), kind.defaultMagnitude());
    int position = shop.position(service, 0, kind.metric());
    BandDetector detector = new BandDetector();
    Instant firing = Instant.MAX;
    for (Instant t = begin.minus(BEFORE);
        t.isBefore(fault.end()) && firing.equals(Instant.MAX);
        t = t.plusSeconds(5)) {
      if (detector.fires(shop.values(t, List.of(fault))[position])) {
        firing = t;
      }
    }
    assertThat(firing).isBetween(asked, asked.plus(WITHIN));
  }

  @ParameterizedTest
  @MethodSource("everyFaultOfEveryServiceByDayAndNight")
  void theMetricOfTheFaultMovesByManyDeviations(FaultKind kind, String service, Instant begin) {
    Fault fault =
        new Fault(
            "f", kind, service, begin, begin.plus(Duration.ofMinutes(3)), kind.defaultMagnitude());
    int position = shop.position(service, 0, kind.metric());
    List<Double> healthy = new ArrayList<>();
    for (int i = 1; i <= 120; i++) {
      healthy.add(shop.values(begin.minusSeconds(5L * i), List.of())[position]);
    }
    double mean = healthy.stream().mapToDouble(x -> x).average().orElseThrow();
    double variance =
        healthy.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();
    double faulted = shop.values(begin.plus(WITHIN), List.of(fault))[position];
    double unit = Math.max(Math.sqrt(variance), 0.001 * mean);
    assertThat(Math.abs(faulted - mean) / unit).isGreaterThan(8);
  }
}
