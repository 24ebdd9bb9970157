package io.vedette.algorithms.rootcause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubgraphTest {

  private static final long NOW = 1_700_000_000_000L;

  @Test
  void itIsTheWayFromTheCauseWhatHasSignsAndWhatIsNextToThese() {
    DependencyGraph graph = graph();
    Subgraph part = Subgraph.of(graph, signs(), List.of(cause()), 10, 10);

    assertThat(part.entities())
        .extracting(Subgraph.Entity::name)
        .containsExactly("db", "cart", "front", "web");
    assertThat(part.entities())
        .filteredOn(Subgraph.Entity::hasSigns)
        .extracting(Subgraph.Entity::name)
        .containsExactly("front");
    assertThat(part.calls())
        .containsExactlyInAnyOrder(
            new Subgraph.Call("web", "front", 0, 0, 0),
            new Subgraph.Call("front", "cart", 10, 2, 30),
            new Subgraph.Call("cart", "db", 0, 0, 0));
  }

  @Test
  void itIsBounded() {
    Subgraph part = Subgraph.of(graph(), signs(), List.of(cause()), 3, 1);
    assertThat(part.entities())
        .extracting(Subgraph.Entity::name)
        .containsExactly("db", "cart", "front");
    assertThat(part.calls()).hasSize(1);
  }

  private static DependencyGraph graph() {
    DependencyGraph graph = new DependencyGraph(GraphBounds.defaults());
    graph.learnCall("web", "front", NOW);
    graph.observeCalls("front", "cart", NOW, 10, 2, 300);
    graph.learnCall("cart", "db", NOW);
    graph.learnCall("other", "else", NOW);
    return graph;
  }

  private static SignSet signs() {
    SignSet signs = new SignSet(10);
    signs.add(Sign.ofMetric(NOW, "front", null, "latency", false));
    return signs;
  }

  private static Cause cause() {
    return new Cause(
        "db",
        Level.SERVICE,
        null,
        1,
        .5,
        List.of(),
        null,
        List.of("db", "cart", "front"),
        List.of());
  }
}
