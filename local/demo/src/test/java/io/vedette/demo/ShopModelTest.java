package io.vedette.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.schema.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShopModelTest {

  private static final Instant THURSDAY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant BUSIEST = THURSDAY.plus(Duration.ofHours(16));
  private static final Instant QUIETEST = THURSDAY.plus(Duration.ofHours(4));

  private final ShopModel shop = new ShopModel(42);

  @Test
  void sameSeedAndTimeGiveTheSameValuesInAnyOrderOfAsking() {
    double[] first = shop.values(BUSIEST, List.of());
    shop.values(QUIETEST, List.of());
    assertThat(shop.values(BUSIEST, List.of())).containsExactly(first);
    assertThat(new ShopModel(42).values(BUSIEST, List.of())).containsExactly(first);
  }

  @Test
  void anotherSeedGivesOtherNoise() {
    double[] here = shop.values(BUSIEST, List.of());
    double[] there = new ShopModel(43).values(BUSIEST, List.of());
    int latency = shop.position("cart", 0, ShopMetric.LATENCY_P50);
    assertThat(there[latency]).isNotEqualTo(here[latency]).isCloseTo(here[latency], within(0.005));
  }

  @Test
  void knownValuesStayAsTheyAre() {
    double[] values = shop.values(BUSIEST, List.of());
    assertThat(values[shop.position("frontend", 0, ShopMetric.UP)]).isEqualTo(1);
    double frontend = 0;
    for (int instance = 0; instance < 3; instance++) {
      frontend += values[shop.position("frontend", instance, ShopMetric.REQUESTS)];
    }
    assertThat(frontend).isCloseTo(200, within(12.0));
    assertThat(values[shop.position("orders-db", 0, ShopMetric.REQUESTS)])
        .isCloseTo(48, within(6.0));
    assertThat(values[shop.position("payment", 1, ShopMetric.LATENCY_P50)])
        .isCloseTo(0.138, within(0.02));
  }

  @Test
  void everySeriesHasTheFiveLabelsAndStandsOnce() {
    assertThat(new HashSet<>(shop.series())).hasSameSizeAs(shop.series());
    assertThat(shop.series())
        .hasSize(200)
        .allSatisfy(
            labels -> {
              assertThat(labels.size()).isEqualTo(5);
              assertThat(labels.get("job")).isEqualTo("demo-shop");
              assertThat(labels.get("environment")).isEqualTo("demo");
              assertThat(shop.graph().names()).contains(String.valueOf(labels.get("service")));
              assertThat(labels.get("instance")).startsWith(labels.get("service") + "-");
            });
    assertThat(shop.series().get(shop.position("cart", 1, ShopMetric.CPU)))
        .isEqualTo(
            Labels.of(
                "__name__",
                "shop_cpu_usage_ratio",
                "environment",
                "demo",
                "instance",
                "cart-1:8080",
                "job",
                "demo-shop",
                "service",
                "cart"));
  }

  @Test
  void thereAreFourteenServicesAndNoSeriesOfOthers() {
    assertThat(shop.graph().names()).hasSize(14);
    assertThatThrownBy(() -> shop.position("kart", 0, ShopMetric.CPU))
        .hasMessageContaining("unknown service 'kart'")
        .hasMessageContaining("cart-cache");
    assertThatThrownBy(() -> shop.position("cart", 2, ShopMetric.CPU))
        .hasMessage("cart has no shop_cpu_usage_ratio of instance 2");
  }

  @Test
  void theDayIsThreeTimesAsBusyAsTheNight() {
    assertThat(meanRequests(BUSIEST, shop) / meanRequests(QUIETEST, shop)).isBetween(3.1, 3.6);
  }

  @Test
  void theWeekendIsQuieterThanMidweek() {
    double sunday = meanRequests(BUSIEST.plus(Duration.ofDays(3)), shop);
    assertThat(sunday / meanRequests(BUSIEST, shop)).isBetween(0.78, 0.9);
  }

  @Test
  void aFasterShopHasAShorterDay() {
    ShopModel fast = new ShopModel(42, 24);
    List<Double> hour = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      hour.add(meanRequests(THURSDAY.plus(Duration.ofMinutes(minute)), fast));
    }
    double most = hour.stream().mapToDouble(x -> x).max().orElseThrow();
    double least = hour.stream().mapToDouble(x -> x).min().orElseThrow();
    assertThat(most / least).isBetween(2.8, 4.0);
  }

  private static double meanRequests(Instant time, ShopModel model) {
    int position = model.position("frontend", 0, ShopMetric.REQUESTS);
    double sum = 0;
    for (int i = 0; i < 24; i++) {
      sum += model.values(time.plusSeconds(5L * i), List.of())[position];
    }
    return sum / 24;
  }

  @Test
  void rhythmAndNoiseAloneNeverFire() {
    BandDetector[] detectors = new BandDetector[shop.series().size()];
    for (int i = 0; i < detectors.length; i++) {
      detectors[i] = new BandDetector();
    }
    double[] values = new double[detectors.length];
    List<String> fired = new ArrayList<>();
    Instant end = THURSDAY.plus(Duration.ofDays(1));
    for (long t = THURSDAY.toEpochMilli(); t < end.toEpochMilli(); t += 5_000) {
      shop.fill(t, List.of(), values);
      for (int i = 0; i < detectors.length; i++) {
        if (detectors[i].fires(values[i])) {
          fired.add(shop.series().get(i) + " at " + Instant.ofEpochMilli(t));
        }
      }
    }
    assertThat(fired).isEmpty();
  }

  @Test
  void valuesStayWithinTheirRanges() {
    double[] values = new double[shop.series().size()];
    for (int hour = 0; hour < 24 * 7; hour++) {
      shop.fill(THURSDAY.plus(Duration.ofHours(hour)).toEpochMilli(), List.of(), values);
      for (int i = 0; i < values.length; i++) {
        String name = shop.series().get(i).metric();
        assertThat(values[i]).as(name).isNotNegative().isFinite();
        if (name.endsWith("_ratio")) {
          assertThat(values[i]).as(name).isLessThanOrEqualTo(1);
        }
      }
    }
  }

  @Test
  void noiseHasMeanZeroDeviationOneAndShortTails() {
    Noise noise = new Noise(7);
    double sum = 0;
    double squares = 0;
    double furthest = 0;
    int count = 200_000;
    for (int i = 0; i < count; i++) {
      double x = noise.quick(3, i * 5_000L);
      sum += x;
      squares += x * x;
      furthest = Math.max(furthest, Math.abs(x));
    }
    assertThat(sum / count).isCloseTo(0, within(0.01));
    assertThat(squares / count).isCloseTo(1, within(0.02));
    assertThat(furthest).isBetween(3.0, 3.47);
  }
}
