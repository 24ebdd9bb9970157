package io.vedette.algorithms.rootcause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@link LoadSurges}, seen in what {@link CausalRanker} makes of them. */
class LoadSurgesTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final String REQUESTS = "requests_per_second";

  private final RankingParameters parameters = RankingParameters.defaults();
  private final DependencyGraph graph = new DependencyGraph(GraphBounds.defaults());

  @Test
  void theFaultIsWhereMoreLoadCameInNotWhatItWearsOut() {
    graph.learnCall("front", "cart", BEGINNING);
    graph.learnCall("cart", "cache", BEGINNING);
    graph.learnCall("cache", "disk", BEGINNING);

    List<Cause> causes =
        rank(
            load(BEGINNING, "cart", 3),
            load(BEGINNING, "cache", 3),
            load(BEGINNING, "disk", 2),
            metric("cache", "cpu"),
            metric("cache", "memory"),
            metric("disk", "iops"),
            metric("cart", "cpu"));

    Cause first = causes.get(0);
    assertThat(first.entity()).isEqualTo("cart");
    assertThat(first.families()).startsWith(Family.LOAD);
    assertThat(first.since()).isEqualTo(BEGINNING);
    assertThat(first.evidence())
        .anySatisfy(
            evidence -> {
              assertThat(evidence.name()).isEqualTo(REQUESTS);
              assertThat(evidence.summary())
                  .isEqualTo("3.0 times the usual load, and no caller has more of it");
            });
    assertThat(causes.stream().filter(cause -> cause.entity().equals("disk")).findFirst())
        .get()
        .satisfies(
            disk ->
                assertThat(disk.score())
                    .isCloseTo(parameters.unexplained() * surprise(), within(1e-9)));
  }

  /** What a lone sign says of an entity when nothing is known of it. */
  private double surprise() {
    DependencyGraph same = new DependencyGraph(GraphBounds.defaults());
    same.learnCall("front", "cart", BEGINNING);
    same.learnCall("cart", "cache", BEGINNING);
    same.learnCall("cache", "disk", BEGINNING);
    return rank(same, metric("disk", "iops")).get(0).score();
  }

  @Test
  void whatSiblingsOfAnInstanceTakeOverIsNoSurge() {
    graph.learn("front-0", BEGINNING);
    graph.learn("front-1", BEGINNING);
    graph.learn("front-2", BEGINNING);

    List<Cause> causes =
        rank(
            Sign.ofMetric(BEGINNING, "front-0", null, "up", true),
            load(BEGINNING, "front-1", 1.5),
            load(BEGINNING, "front-2", 1.5));

    assertThat(causes).extracting(Cause::families).doesNotContain(List.of(Family.LOAD));
    assertThat(causes.get(0).entity()).isEqualTo("front-0");
  }

  @Test
  void allInstancesTogetherAreASurgeOfTheirService() {
    graph.learn("front-0", BEGINNING);
    graph.learn("front-1", BEGINNING);

    List<Cause> causes = rank(load(BEGINNING, "front-0", 2), load(BEGINNING, "front-1", 2));

    assertThat(causes.get(0).entity()).isEqualTo("front");
    assertThat(causes.get(0).score()).isEqualTo(parameters.origin());
  }

  @Test
  void retriesThatComeAfterTheFaultAreNoSurge() {
    graph.learnCall("front", "cart", BEGINNING);

    List<Cause> causes =
        rank(metric("cart", "cpu"), load(BEGINNING + 150_000, "front", 3), metric("front", "cpu"));

    assertThat(causes).extracting(Cause::entity).contains("cart");
    assertThat(causes)
        .allSatisfy(cause -> assertThat(cause.families()).doesNotContain(Family.LOAD));
  }

  @Test
  void loadOfUnknownSizeTellsNothing() {
    List<Cause> causes =
        rank(metric("cart", "cpu"), metric("front", REQUESTS), load(BEGINNING, "front", 1.2));

    assertThat(causes.get(0).entity()).isEqualTo("cart");
    assertThat(causes).extracting(Cause::entity).doesNotContain("front");
  }

  private List<Cause> rank(Sign... signs) {
    return rank(graph, signs);
  }

  private List<Cause> rank(DependencyGraph over, Sign... signs) {
    SignSet set = new SignSet(parameters.signs());
    for (Sign sign : signs) {
      CausalRanker.learn(over, sign);
      set.add(sign);
    }
    Situation situation = new Situation("now", set.firstTime(), set, Map.of(), List.of());
    return new CausalRanker(parameters, over, new SignHistory(parameters)).rank(situation, 10, 10);
  }

  private static Sign metric(String entity, String name) {
    return Sign.ofMetric(BEGINNING, entity, null, name, false);
  }

  private static Sign load(long time, String entity, double factor) {
    Sign.@Nullable Band band = new Sign.Band(100 * factor, 100, 90, 110);
    return new Sign(
        Sign.Kind.METRIC, time, entity, null, null, REQUESTS, false, false, Double.NaN, null, band);
  }
}
