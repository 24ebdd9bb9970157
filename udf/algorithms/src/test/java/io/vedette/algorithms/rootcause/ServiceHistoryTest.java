package io.vedette.algorithms.rootcause;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.schema.rootcause.WorkMoments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceHistoryTest {

  private static final long MINUTE = 60_000;
  private static final long START = 100 * MINUTE;
  private static final HistoryBounds BOUNDS = new HistoryBounds(12, 8, 10, Duration.ofMinutes(5));

  @Test
  void requestsLatencyAndErrorsAreToldBeforeAndDuringAnIncident() {
    ServiceHistory history = new ServiceHistory();
    for (int minute = 90; minute < 104; minute++) {
      history.add(asked(minute, minute < 100 ? 10 : 50), BOUNDS, end -> true);
    }
    ServiceSeries series = requireNonNull(history.series("cart", window()));

    assertThat(series.before.latency).as("the oldest of twelve is of minute 92").hasSize(8);
    assertThat(series.before.latency).containsOnly(10);
    assertThat(series.during.latency).hasSize(4).containsOnly(50);
    assertThat(series.during.requests).containsOnly(20);
    assertThat(series.during.failing).containsOnly(0.25);
  }

  @Test
  void partsOfAnIntervalComeInAnyOrder() {
    ServiceHistory history = new ServiceHistory();
    history.add(work(99).setMean(7d).build(), BOUNDS, end -> true);
    history.add(work(100).setRequests(4).build(), BOUNDS, end -> true);
    history.add(work(99).setFailing(.5).build(), BOUNDS, end -> true);
    history.add(work(100).setMean(9d).build(), BOUNDS, end -> true);
    ServiceSeries series = requireNonNull(history.series("cart", window()));

    assertThat(series.before.latency).containsExactly(7);
    assertThat(series.before.failing).containsExactly(.5);
    assertThat(series.before.requests).containsExactly(Double.NaN);
    assertThat(series.during.latency).containsExactly(9);
    assertThat(series.during.requests).containsExactly(4);
  }

  @Test
  void incidentsBeforeTellNothingOfWhatIsUsual() {
    ServiceHistory history = new ServiceHistory();
    for (int minute = 92; minute < 102; minute++) {
      history.add(asked(minute, minute < 96 ? 10 : 50), BOUNDS, end -> true);
    }
    IncidentWindow window = new IncidentWindow(START, 5 * MINUTE, List.of(96 * MINUTE));
    ServiceSeries series = requireNonNull(history.series("cart", window));
    assertThat(series.before.latency).hasSize(4).containsOnly(10);
  }

  @Test
  void whereTimeWentIsKeptInDetailLatelyAndTogetherBefore() {
    ServiceHistory history = new ServiceHistory();
    for (int minute = 80; minute < 102; minute++) {
      history.add(spent(minute, minute < 100 ? 10 : 40), BOUNDS, end -> end != 85 * MINUTE);
    }
    ServiceHistory restored = ServiceHistory.fromStored(history.toStored());
    for (ServiceHistory one : List.of(history, restored)) {
      ExclusiveTime before = new ExclusiveTime(10);
      ExclusiveTime during = new ExclusiveTime(10);
      one.addTo("cart", window(), before, during);
      ExclusiveTime.Key key = new ExclusiveTime.Key("cart", null, "GET /");

      assertThat(requireNonNull(before.of(key)).mean()).isCloseTo(10, within(1e-9));
      double fading = 0;
      for (int age = 0; age < 13; age++) {
        fading += Math.pow(.99, age); // 14 minutes less the unusual one
      }
      assertThat(requireNonNull(before.of(key)).count).isCloseTo(100 * (6 + fading), within(1e-6));
      assertThat(requireNonNull(during.of(key)).mean()).isEqualTo(40);
      assertThat(requireNonNull(during.of(key)).count).isEqualTo(200);
    }
  }

  @Test
  void theShareIsTheCalleesThatLostItAndSpansDecide() {
    DependencyGraph graph = new DependencyGraph(GraphBounds.defaults());
    graph.learnCall("front", "cart", START);
    graph.learnCall("front", "pay", START);
    graph.learnCall("other", "pay", START);
    SignSet signs = new SignSet(10);
    signs.add(Sign.ofMetric(START, "front", null, "latency", false));
    ShareFinder finder = new ShareFinder(graph, signs, BOUNDS, START, List.of());
    assertThat(finder.candidates()).containsExactlyInAnyOrder("front", "cart", "pay");

    ServiceHistory front = new ServiceHistory();
    ServiceHistory cart = new ServiceHistory();
    ServiceHistory pay = new ServiceHistory();
    Map<String, ServiceHistory> services = new LinkedHashMap<>();
    services.put("front", front);
    services.put("cart", cart);
    services.put("pay", pay);
    for (int minute = 92; minute < 103; minute++) {
      double millis = minute < 100 ? 10 : 200;
      front.add(spent(minute, 5), BOUNDS, end -> true);
      cart.add(spent(minute, millis), BOUNDS, end -> true);
      pay.add(spent(minute, 10), BOUNDS, end -> true);
    }
    Map<String, Share> shares = finder.find(services);
    assertThat(shares.keySet()).containsExactly("cart");
    assertThat(requireNonNull(shares.get("cart")).share()).isEqualTo(1);
    assertThat(requireNonNull(shares.get("cart")).family()).isEqualTo(Family.LATENCY);

    services.remove("cart");
    assertThat(finder.find(services)).as("nothing is out of the ordinary").isEmpty();
    assertThat(finder.find(new HashMap<>())).isEmpty();
  }

  private static IncidentWindow window() {
    return new IncidentWindow(START, 5 * MINUTE, List.of());
  }

  private static ServiceWork.Builder work(int minute) {
    return ServiceWork.newBuilder()
        .setEnvironment("prod")
        .setService("cart")
        .setEnd(minute * MINUTE);
  }

  private static ServiceWork asked(int minute, double mean) {
    return work(minute).setRequests(20).setFailed(5).setTotal(20 * mean).build();
  }

  private static ServiceWork spent(int minute, double millis) {
    List<WorkMoments> work = new ArrayList<>();
    work.add(new WorkMoments("GET /", null, 100d, 100 * millis, 100 * millis * millis));
    return work(minute).setWork(work).build();
  }
}
