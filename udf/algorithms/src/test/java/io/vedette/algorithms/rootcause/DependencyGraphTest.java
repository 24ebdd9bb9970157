package io.vedette.algorithms.rootcause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final DependencyGraph graph = new DependencyGraph(GraphBounds.defaults());

  @Test
  void namesTellInstancesAndServices() {
    graph.learn("cart-2", BEGINNING);
    graph.learn("ts-food-service-f5756978c-6sb8t", BEGINNING);
    graph.learn("10.0.0.7", BEGINNING);

    assertThat(graph.service("cart-2")).isEqualTo("cart");
    assertThat(graph.level("cart")).isEqualTo(Level.SERVICE);
    assertThat(graph.service("ts-food-service-f5756978c-6sb8t")).isEqualTo("ts-food-service");
    assertThat(graph.level("10.0.0.7")).isEqualTo(Level.HOST);
  }

  @Test
  void whatIsNamedLikeHostsIsOne() {
    graph.learn("node-4", BEGINNING);
    assertThat(graph.level("node-4")).isEqualTo(Level.INSTANCE);

    graph.learnHost("cart-0", "node-5", BEGINNING);

    assertThat(graph.level("node-4")).isEqualTo(Level.HOST);
    assertThat(graph.level("node-5")).isEqualTo(Level.HOST);
    graph.learn("node-6", BEGINNING);
    assertThat(graph.level("node-6")).isEqualTo(Level.HOST);
    assertThat(graph.host("cart-0")).isEqualTo("node-5");
    assertThat(graph.level("cart-0")).isEqualTo(Level.INSTANCE);
    assertThat(graph.entities(Level.SERVICE)).containsExactly("cart");
  }

  @Test
  void topologyOverrulesNames() {
    graph.learn("redis-cart-0", BEGINNING);
    graph.learnInstance("redis-cart-0", "cache", BEGINNING);

    assertThat(graph.service("redis-cart-0")).isEqualTo("cache");
  }

  @Test
  void whatWasSeenOfAnEdgeIsHalvedEveryHalfLife() {
    graph.observeCalls("front", "cart", BEGINNING, 100, 10, 5_000);
    graph.observeCalls("front", "cart", BEGINNING + HOUR, 10, 1, 500);

    Graph<String, DefaultWeightedEdge> calls = graph.calls(BEGINNING + HOUR);
    assertThat(calls.getEdgeWeight(calls.getEdge("front", "cart"))).isCloseTo(60, within(1e-9));
  }

  @Test
  void canBeAskedAsOfAMoment() {
    graph.learnCall("front", "cart", BEGINNING);
    graph.learnCall("front", "mail", BEGINNING + HOUR);

    assertThat(graph.calls(BEGINNING).edgeSet()).hasSize(1);
    assertThat(graph.calls(BEGINNING + HOUR).edgeSet()).hasSize(2);
    assertThat(graph.calls(BEGINNING + 7 * DAY + 1).containsEdge("front", "cart")).isFalse();
  }

  @Test
  void forgetsEdgesNotSeenForTheRetention() {
    graph.learnCall("front", "cart", BEGINNING);
    graph.learnCall("front", "mail", BEGINNING);

    graph.learnCall("front", "mail", BEGINNING + 8 * DAY);

    assertThat(graph.callees("front")).containsExactly("mail");
    assertThat(graph.callers("cart")).isEmpty();
    assertThat(graph.edgeCount()).isEqualTo(1);
    assertThat(graph.find("cart")).isNull();
  }

  @Test
  void beyondTheBoundTheLongestUnnamedGoes() {
    DependencyGraph small =
        new DependencyGraph(new GraphBounds(8, 8, Duration.ofDays(7), Duration.ofHours(1)));
    for (int i = 0; i < 8; i++) {
      small.learnCall("front", "to" + (char) ('a' + i), BEGINNING + i);
    }

    assertThat(small.nodeCount()).isEqualTo(8);
    assertThat(small.find("toa")).isNull();
    assertThat(small.callees("front")).doesNotContain("toa").contains("toh");
    assertThat(small.edgeCount()).isEqualTo(small.callees("front").size());
  }

  @Test
  void restoresAsItWasStored() {
    graph.observeCalls("front", "cart", BEGINNING, 100, 10, 5_000);
    graph.learnHost("cart-0", "node-5", BEGINNING + HOUR);
    graph.learn("node-4", BEGINNING + HOUR);

    DependencyGraph restored = DependencyGraph.fromStored(GraphBounds.defaults(), graph.toStored());

    assertThat(restored.toStored()).isEqualTo(graph.toStored());
    restored.learn("node-7", BEGINNING + HOUR);
    assertThat(restored.level("node-7")).isEqualTo(Level.HOST);
    assertThat(restored.service("cart-0")).isEqualTo("cart");
  }

  @Test
  void anAddressWithAPortIsAProcessAndOneWithoutAHost() {
    DependencyGraph graph = new DependencyGraph(GraphBounds.defaults());
    graph.learn("10.0.0.5:8080", 0);
    graph.learn("10.0.0.6", 0);
    graph.learn("redis-1:6379", 0);
    assertThat(graph.level("10.0.0.5:8080")).isEqualTo(Level.INSTANCE);
    assertThat(graph.service("10.0.0.5:8080")).isNull();
    assertThat(graph.level("10.0.0.6")).isEqualTo(Level.HOST);
    assertThat(graph.service("redis-1:6379")).isEqualTo("redis");

    graph.learnInstance("10.0.0.5:8080", "cart", 1);
    graph.learnInstance("10.0.0.6", "cart", 1);
    assertThat(graph.service("10.0.0.5:8080")).isEqualTo("cart");
    assertThat(graph.service("10.0.0.6")).as("somebody said so").isEqualTo("cart");

    graph.learnHost("cart", "10.0.0.7", 2);
    graph.learnInstance("10.0.0.7", "cart", 3);
    assertThat(graph.level("10.0.0.7")).as("something runs on it").isEqualTo(Level.HOST);
  }

  @Test
  void aVersionIsNoNumberOfAnInstance() {
    DependencyGraph graph = new DependencyGraph(GraphBounds.defaults());
    graph.learn("payments-v2", 0);
    graph.learn("payments-v2-1", 0);
    assertThat(graph.level("payments-v2")).isEqualTo(Level.SERVICE);
    assertThat(graph.level("payments-v2-1")).isEqualTo(Level.INSTANCE);
    assertThat(graph.service("payments-v2-1")).isEqualTo("payments-v2");
  }
}
