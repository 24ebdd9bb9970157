package io.vedette.functions.rootcause;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.functions.rootcause.ServiceMeasure.Kind;
import io.vedette.schema.Labels;
import io.vedette.schema.Series;
import io.vedette.schema.rootcause.ServiceWork;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceMeasureTest {

  private static final Map<String, String> CART = Map.of("service", "cart");
  private static final long MINUTE = 60_000;

  @ParameterizedTest
  @CsvSource({
    "http_requests_total, REQUESTS",
    "http_requests_failed_total, FAILED",
    "http_request_duration_seconds_sum, TOTAL",
    "http_request_duration_seconds_count, REQUESTS",
    "latency, MEAN",
    "response_time_ms, MEAN",
    "availability, FAILING",
    "error_rate, FAILING",
  })
  void aMetricsNameTellsWhatItMeasures(String metric, Kind kind) {
    ServiceMeasure measure = requireNonNull(measure(metric, CART));
    assertThat(measure.kind()).isEqualTo(kind);
    assertThat(measure.service()).isEqualTo("cart");
    assertThat(measure.environment()).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource({
    "http_request_duration_seconds_bucket",
    "http_client_requests_total",
    "traces_service_requests_total",
    "cpu_usage",
    "login_success",
  })
  void whatIsNotOfAServiceAsAWholeMeasuresNothing(String metric) {
    assertThat(measure(metric, CART)).isNull();
  }

  @Test
  void quantilesAndWhatHasNoServiceMeasureNothing() {
    assertThat(measure("latency", Map.of("service", "cart", "quantile", "0.5"))).isNull();
    assertThat(measure("latency", Map.of("service", "cart", "statistic", "p99"))).isNull();
    assertThat(measure("latency", Map.of("service", "cart", "statistic", "Average"))).isNotNull();
    assertThat(measure("latency", Map.of("zone", "a"))).isNull();
    assertThat(measure("latency", Map.of())).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "cart/latency, cart, MEAN",
    "shop/cart/requests, shop/cart, REQUESTS",
    "cart|latency|Average, cart, MEAN",
    "pay_AWS::Lambda::Function|requests|Sum, pay_AWS::Lambda::Function, REQUESTS",
    "cart:availability, cart, FAILING",
    "'latency{service=\"cart\",stat=\"avg\"}', cart, MEAN",
  })
  void aRecordedSeriesIsToldByItsName(String name, String service, Kind kind) {
    ServiceMeasure measure = requireNonNull(measure(name, Map.of()));
    assertThat(measure.service()).isEqualTo(service);
    assertThat(measure.kind()).isEqualTo(kind);
  }

  @Test
  void aRecordedQuantileIsNoMean() {
    assertThat(measure("cart|latency|p99", Map.of())).isNull();
    assertThat(measure("latency{service=\"cart\",stat=\"p99\"}", Map.of())).isNull();
  }

  @Test
  void valuesAreInMillisecondsAndSharesThatFailed() {
    ServiceMeasures measures = new ServiceMeasures();
    measures.announce(1, series("http_request_duration_seconds", CART));
    measures.announce(2, series("availability", CART));
    ServiceWork slow = requireNonNull(measures.of(1, 1, 0.25));
    assertThat(slow.getMean()).isEqualTo(250);
    assertThat(slow.getEnd()).as("the end of its minute").isEqualTo(MINUTE);
    assertThat(slow.getIsMeasured()).isTrue();

    assertThat(failing(measures, .9)).as("a share of one").isCloseTo(.1, within(1e-9));
    assertThat(failing(measures, 99)).as("a percentage").isCloseTo(.01, within(1e-9));
    assertThat(failing(measures, 1)).as("once it is known").isCloseTo(.99, within(1e-9));
    assertThat(measures.of(1, MINUTE, Double.NaN)).isNull();
    assertThat(measures.of(3, MINUTE, 1)).as("another series").isNull();
  }

  @Test
  void manySeriesAreToldApart() {
    ServiceMeasures measures = new ServiceMeasures();
    for (int i = 0; i < 5_000; i++) {
      measures.announce(i * 0x9E3779B97F4A7C15L, series("requests", Map.of("service", "s" + i)));
    }
    for (int i = 0; i < 5_000; i++) {
      ServiceWork work = requireNonNull(measures.of(i * 0x9E3779B97F4A7C15L, MINUTE, 1));
      assertThat(work.getService()).isEqualTo("s" + i);
    }
  }

  private static double failing(ServiceMeasures measures, double value) {
    return requireNonNull(requireNonNull(measures.of(2, MINUTE, value)).getFailing());
  }

  private static @Nullable ServiceMeasure measure(String metric, Map<String, String> labels) {
    return ServiceMeasure.of(series(metric, labels));
  }

  private static Series series(String metric, Map<String, String> labels) {
    Map<String, String> all = new HashMap<>(labels);
    all.put(Labels.METRIC_NAME, metric);
    return Series.of(Labels.of(all));
  }
}
