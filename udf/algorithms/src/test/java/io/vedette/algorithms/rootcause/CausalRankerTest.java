package io.vedette.algorithms.rootcause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CausalRankerTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final RankingParameters parameters = RankingParameters.defaults();
  private final DependencyGraph graph = new DependencyGraph(GraphBounds.defaults());
  private final SignHistory history = new SignHistory(parameters);

  private List<Cause> rank(Sign... signs) {
    return rank("now", List.of(signs), List.of());
  }

  private List<Cause> rank(String id, List<Sign> signs, List<Change> changes) {
    SignSet set = new SignSet(parameters.signs());
    for (Sign sign : signs) {
      CausalRanker.learn(graph, sign);
      set.add(sign);
    }
    Situation situation = new Situation(id, set.firstTime(), set, Map.of(), changes);
    List<Cause> causes = new CausalRanker(parameters, graph, history).rank(situation, 10, 10);
    history.put(id, set.firstTime(), set, graph);
    return causes;
  }

  private static List<String> names(List<Cause> causes) {
    return causes.stream().map(Cause::entity).toList();
  }

  @Test
  void errorsBeginWhereNoCalleeFails() {
    List<Cause> causes =
        rank(
            Sign.ofCall(BEGINNING, "front", "checkout", "POST /order", true),
            Sign.ofCall(BEGINNING + 1_000, "checkout", "payment", "charge", true),
            Sign.ofCall(BEGINNING + 2_000, "front", "checkout", "POST /order", true));

    assertThat(causes.get(0).entity()).isEqualTo("payment");
    assertThat(causes.get(0).families()).containsExactly(Family.ERRORS);
    assertThat(causes.get(0).path()).containsExactly("payment", "checkout", "front");
    assertThat(causes.get(0).since()).isEqualTo(BEGINNING + 1_000);
  }

  /** Consumers that fail once they catch up are not what filled the queue. */
  @Test
  void errorsThatBeginLateAreNoCause() {
    List<Cause> causes =
        rank(
            Sign.ofMetric(BEGINNING, "order-queue", null, "queue_depth", false),
            Sign.ofCall(BEGINNING + 6 * 60_000, "order-queue", "shipping", "ship", true));

    assertThat(names(causes)).first().isEqualTo("order-queue");
    assertThat(causes.get(1).score()).isLessThan(0.1);
  }

  @Test
  void endsInCyclesOfCalls() {
    List<Cause> causes =
        rank(
            Sign.ofCall(BEGINNING, "a", "b", "x", true),
            Sign.ofCall(BEGINNING, "b", "c", "x", true),
            Sign.ofCall(BEGINNING, "c", "a", "x", true),
            Sign.ofMetric(BEGINNING, "c", null, "cpu", false));

    assertThat(causes.get(0).entity()).isEqualTo("c");
    assertThat(causes.get(0).path()).startsWith("c");
  }

  @Test
  void whatShowsInEveryIncidentSaysLittle() {
    for (int day = 0; day < 10; day++) {
      long at = BEGINNING + day * (24 * HOUR);
      rank("day" + day, List.of(Sign.ofMetric(at, "noisy", null, "cpu", false)), List.of());
    }
    List<Cause> causes =
        rank(
            Sign.ofMetric(BEGINNING + 300 * HOUR, "noisy", null, "cpu", false),
            Sign.ofMetric(BEGINNING + 300 * HOUR + 5_000, "quiet", null, "memory", false));

    assertThat(names(causes)).containsExactly("quiet", "noisy");
    assertThat(causes.get(1).score()).isLessThan(0.6);
  }

  @Test
  void rankingAgainChangesNothing() {
    List<Sign> signs = List.of(Sign.ofMetric(BEGINNING, "cart", null, "cpu", false));

    assertThat(rank("a", signs, List.of())).isEqualTo(rank("a", signs, List.of()));
    assertThat(history.incidents()).hasSize(1);
  }

  @Test
  void allInstancesAreTheServiceOneIsTheInstance() {
    graph.learn("cart-0", BEGINNING);
    graph.learn("cart-1", BEGINNING);
    graph.learn("cart-2", BEGINNING);
    List<Cause> one = rank("a", List.of(metric("cart-1", "cpu")), List.of());
    history.remove("a");
    List<Cause> all =
        rank(metric("cart-0", "memory"), metric("cart-1", "memory"), metric("cart-2", "memory"));

    assertThat(one.get(0).entity()).isEqualTo("cart-1");
    assertThat(one.get(0).service()).isEqualTo("cart");
    assertThat(all.get(0).entity()).isEqualTo("cart");
    assertThat(all.get(0).level()).isEqualTo(Level.SERVICE);
  }

  @Test
  void whatAnInstanceShowsIsExplainedByTheInstancesOfAServiceThatItsServiceCalls() {
    graph.learnCall("cart", "redis", BEGINNING);
    graph.learn("search-0", BEGINNING);
    List<Cause> causes =
        rank(
            metric("cart-0", "request_latency_seconds"),
            metric("cart-1", "request_latency_seconds"),
            metric("redis-0", "request_latency_seconds"));

    assertThat(causes.get(0).service()).isEqualTo("redis");
    assertThat(causes.get(0).score()).isGreaterThan(2 * causes.get(2).score());
  }

  @Test
  void anInstanceThatIsDownIsBlamedForItsServicesFailingCallsAndItsSiblingsLoad() {
    for (String service : List.of("front", "mail", "search", "billing")) {
      graph.learn(service, BEGINNING);
    }
    List<Cause> causes =
        rank(
            metric("cart-1", "cpu"),
            metric("cart-1", "heap_used"),
            Sign.ofCall(BEGINNING, "front", "cart", "get", true),
            Sign.ofMetric(BEGINNING + 10_000, "cart-0", null, "up", true));

    assertThat(causes.get(0).entity()).isEqualTo("cart-0");
    assertThat(causes.get(0).evidence())
        .extracting(Cause.Evidence::name)
        .containsExactly("up", "get");
  }

  @Test
  void aServiceWithoutAnyInstanceLeftIsDownAsAWhole() {
    graph.learn("mail", BEGINNING);
    List<Cause> causes =
        rank(
            Sign.ofCall(BEGINNING, "front", "redis", "get", true),
            Sign.ofMetric(BEGINNING, "redis-0", null, "up", true));

    assertThat(causes.get(0).entity()).isEqualTo("redis");
  }

  @Test
  void siblingsShareOnlyWhatIsOfTheSameFamily() {
    graph.learn("mail-0", BEGINNING);
    List<Cause> other = rank(metric("cart-0", "cpu"), metric("cart-1", "disk_io"));
    double alone = other.get(0).score();
    history.remove("now");
    List<Cause> same = rank(metric("cart-0", "cpu"), metric("cart-1", "cpu"));

    assertThat(alone).isGreaterThan(2);
    assertThat(same.get(0).entity()).isEqualTo("cart");
  }

  private static Sign metric(String entity, String name) {
    return Sign.ofMetric(BEGINNING, entity, null, name, false);
  }

  @Test
  void severalCausesStandBesideEachOther() {
    graph.learn("mail", BEGINNING);
    graph.learn("search", BEGINNING);
    List<Cause> both = rank(metric("cart", "cpu"), metric("billing", "heap_used"));

    assertThat(names(both)).containsExactlyInAnyOrder("cart", "billing");
    assertThat(both.get(0).score()).isCloseTo(both.get(1).score(), within(1e-9));
  }

  @Test
  void loadIsNoEvidence() {
    assertThat(rank(metric("cart", "http_requests_total"))).isEmpty();
  }

  @Test
  void silentCallersAreScoredToo() {
    List<Cause> causes = rank(Sign.ofCall(BEGINNING, "front", "cart", "get", false));

    assertThat(names(causes)).containsExactly("cart", "front");
    assertThat(causes.get(1).score()).isBetween(0.01, 0.5);
    assertThat(causes.get(1).since()).isNull();
  }

  @Test
  void changeShortlyBeforeDecides() {
    Change change = new Change("c1", "cart", BEGINNING - 60_000, "cart 1.4 by ana");
    Change old = new Change("c2", "billing", BEGINNING - 2 * HOUR, "billing 2.0 by bo");
    List<Cause> causes =
        rank("a", List.of(metric("billing", "cpu"), metric("cart", "cpu")), List.of(change, old));

    assertThat(causes.get(0).entity()).isEqualTo("cart");
    assertThat(causes.get(0).evidence().get(0).kind()).isEqualTo("change");
    assertThat(causes.get(0).evidence().get(0).summary()).isEqualTo("cart 1.4 by ana");
    assertThat(causes.get(0).evidence().get(0).strength())
        .isCloseTo(4 * Math.pow(2, -1 / 15d), within(1e-9));
    assertThat(causes.get(1).evidence()).hasSize(1);
  }

  @Test
  void boundsSigns() {
    SignSet set = new SignSet(3);
    for (int i = 0; i < 10; i++) {
      set.add(metric("s" + (char) ('a' + i), "cpu"));
    }
    assertThat(set.size()).isEqualTo(3);
  }

  @Property(tries = 50)
  void orderOfSignsDoesNotMatter(@ForAll @IntRange(max = 1_000) int seed) {
    List<Sign> signs = drawn(new Random(seed));
    List<Cause> first = rank("x", signs, List.of());
    List<Sign> shuffled = new ArrayList<>(signs);
    Collections.shuffle(shuffled, new Random(seed + 1));
    List<Cause> second = rank("x", shuffled, List.of());

    assertThat(names(second)).isEqualTo(names(first));
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i).score()).isCloseTo(first.get(i).score(), within(1e-9));
    }
  }

  @Property(tries = 50)
  void confidencesAreProbabilities(@ForAll @IntRange(max = 1_000) int seed) {
    List<Cause> causes = rank("x", drawn(new Random(seed)), List.of());

    assertThat(causes).isNotEmpty();
    assertThat(causes.stream().mapToDouble(Cause::confidence).sum()).isBetween(0.0, 0.85);
    for (int i = 1; i < causes.size(); i++) {
      assertThat(causes.get(i).confidence()).isLessThanOrEqualTo(causes.get(i - 1).confidence());
      assertThat(causes.get(i).score()).isLessThanOrEqualTo(causes.get(i - 1).score());
    }
  }

  private static List<Sign> drawn(Random random) {
    String[] services = {"front", "cart", "mail", "billing", "search"};
    String[] metrics = {"cpu", "heap", "disk_io", "requests", "temperature"};
    List<Sign> signs = new ArrayList<>();
    signs.add(Sign.ofMetric(BEGINNING, "cart-0", null, "cpu", false));
    for (int i = 0; i < 20; i++) {
      String service = services[random.nextInt(services.length)];
      long at = BEGINNING + random.nextInt(100_000);
      if (random.nextBoolean()) {
        String instance = service + '-' + random.nextInt(3);
        String metric = metrics[random.nextInt(metrics.length)];
        signs.add(Sign.ofMetric(at, instance, "node-1", metric, random.nextBoolean()));
      } else {
        String callee = services[random.nextInt(services.length)];
        signs.add(Sign.ofCall(at, service, callee, "op", random.nextBoolean()));
      }
    }
    return signs;
  }
}
