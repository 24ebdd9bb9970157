package io.vedette.algorithms.correlate;

import static io.vedette.algorithms.correlate.Storm.BEGINNING;
import static io.vedette.schema.correlate.TopologyEdgeKind.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertGrouperTest {

  private static final CorrelateParameters DEFAULTS = CorrelateParameters.defaults();

  private final AlertGrouper grouper = new AlertGrouper(DEFAULTS, "test");

  private long at(double seconds, String entity, String name) {
    return add(seconds, entity, null, null, name, true);
  }

  private long call(double seconds, String caller, String entity, String name) {
    return add(seconds, entity, caller, null, name, true);
  }

  private int ids;

  private long add(
      double seconds,
      String entity,
      @Nullable String caller,
      @Nullable String host,
      String name,
      boolean isCore) {
    long key = Firing.keyOf(caller, entity, name);
    long time = BEGINNING + Math.round(1000 * seconds);
    return grouper.add(
        new Firing("a" + ids++, time, key, null, entity, caller, host, name, isCore));
  }

  @Test
  void callersAndCalleesAreOneClusterAndUnrelatedServicesAnother() {
    long cart = call(0, "front-1", "cart-1", "slow");
    assertThat(call(5, "cart-1", "redis-0", "timeout")).isEqualTo(cart);
    assertThat(at(6, "billing-0", "slow")).isNotEqualTo(cart);
    assertThat(at(7, "redis-2", "memory")).as("an instance of the same service").isEqualTo(cart);
  }

  @Test
  void threeCallsAreTooFar() {
    grouper.learn("a", "b", CALL, BEGINNING);
    grouper.learn("b", "c", CALL, BEGINNING);
    grouper.learn("c", "d", CALL, BEGINNING);
    long first = at(1, "a", "slow");
    assertThat(at(2, "d", "slow")).isNotEqualTo(first);
    assertThat(at(3, "c", "slow"))
        .as("two calls from a, one from d: both are one")
        .isEqualTo(first);
  }

  @Test
  void quietForTheSessionGapEndsACluster() {
    long first = at(0, "cart", "n1");
    at(1, "cart", "n2");
    at(2, "cart", "n3");
    at(3, "cart", "n4");
    assertThat(at(123, "cart", "n5")).isEqualTo(first);
    assertThat(at(243.5, "cart", "n6")).isNotEqualTo(first);
  }

  @Test
  void aBurstOfRepetitionsSplitsARunningClusterFromItsFirst() {
    long first = at(0, "cart", "n0");
    for (int i = 1; i < 12; i++) {
      at(i * 0.2, "cart", "n" + i);
    }
    assertThat(at(100, "cart", "late")).isEqualTo(first);
    grouper.drain();
    for (int i = 0; i < 11; i++) {
      at(190 + i * 0.1, "cart", "n" + i);
    }
    long second = at(192, "cart", "n11");
    assertThat(second).isNotEqualTo(first);
    ClusterChange opened =
        grouper.drain().stream()
            .filter(change -> change.kind() == ClusterChange.Kind.OPENED)
            .findFirst()
            .orElseThrow();
    assertThat(opened.other()).as("split from").isEqualTo(first);
    assertThat(opened.joined()).hasSize(12);
  }

  @Test
  void alertsSentAgainAtAnIntervalDoNotSplit() {
    long first = at(0, "cart", "n0");
    for (int again = 0; again < 8; again++) {
      for (int i = 0; i < 12; i++) {
        double jitter = (i * 7 + again * 3) % 11 / 2.0;
        assertThat(at(again * 60 + 6 * i / 11.0 + jitter, "cart", "n" + i)).isEqualTo(first);
      }
    }
  }

  @Test
  void theOlderIdSurvivesAMergerAndTheYoungerIsToldToBeMerged() {
    long older = call(0, "front", "cart", "slow");
    long younger = call(10, "shop", "redis", "slow");
    assertThat(younger).isNotEqualTo(older);
    grouper.drain();
    assertThat(call(20, "cart", "redis", "timeout")).isEqualTo(older);
    assertThat(grouper.drain())
        .anySatisfy(
            change -> {
              assertThat(change.kind()).isEqualTo(ClusterChange.Kind.MERGED);
              assertThat(change.cluster()).isEqualTo(younger);
              assertThat(change.other()).isEqualTo(older);
            });
  }

  @Test
  void theSameThingEveryFewMinutesIsOneClusterThatReopens() {
    long first = at(0, "mail", "database update");
    grouper.drain();
    assertThat(at(600, "mail", "database update")).isEqualTo(first);
    assertThat(grouper.drain().get(0).kind()).isEqualTo(ClusterChange.Kind.REOPENED);
    assertThat(at(600 + 1801, "mail", "database update"))
        .as("after half an hour")
        .isNotEqualTo(first);
  }

  @Test
  void alertsBelowTheCoreNeitherKeepAClusterOpenNorConnectTwo() {
    long first = at(0, "cart", "down");
    for (int i = 1; i <= 5; i++) {
      at(i, "cart", "n" + i);
    }
    assertThat(add(100, "cart", null, null, "notice", false)).isEqualTo(first);
    assertThat(at(126, "cart", "down again")).as("quiet but for a notice").isNotEqualTo(first);
  }

  @Test
  void aHubConnectsNothing() {
    CorrelateBounds bounds = new CorrelateBounds(1000, 4, Duration.ofDays(7), 100, 100, 100);
    AlertGrouper small = new AlertGrouper(DEFAULTS.withBounds(bounds), "test");
    for (int i = 0; i < 6; i++) {
      small.learn("gateway", "service" + (char) ('a' + i), CALL, BEGINNING);
    }
    long first = small.add(Storm.firing("1", BEGINNING, "servicea", null, "slow"));
    long other = small.add(Storm.firing("2", BEGINNING + 1, "serviceb", null, "slow"));
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void namesConnectWhereNoEdgeDoesAndNotWhenTurnedOff() {
    long first = call(0, "front-1", "cartservice-1", "slow");
    assertThat(at(1, "prod/CartService", "HighCpu")).isEqualTo(first);
    assertThat(at(2, "billing", "HighCpu")).isNotEqualTo(first);

    AlertGrouper without = new AlertGrouper(DEFAULTS.withSimilarity(2), "test");
    long cart = without.add(Storm.firing("1", BEGINNING, "cartservice-1", null, "slow"));
    assertThat(without.add(Storm.firing("2", BEGINNING, "prod/CartService", null, "slow")))
        .isNotEqualTo(cart);
  }

  @Test
  void renamedHostsAreUnknownUntilTheyAreSeenTogether() {
    long first = add(0, "cart-1", null, "node-1", "slow", true);
    assertThat(add(1, "node-1", null, null, "disk full", true)).isEqualTo(first);
    assertThat(add(2, "10.0.0.7", null, null, "disk full", true))
        .as("another name of the same host: not known to be the same")
        .isNotEqualTo(first);
  }

  @Test
  void nothingIsToldBeforeEnoughAlerts() {
    AlertGrouper patient = new AlertGrouper(DEFAULTS.withOpensAt(3), "test");
    for (int i = 0; i < 2; i++) {
      patient.add(Storm.firing("a" + i, BEGINNING + i, "cart", null, "n" + i));
      assertThat(patient.drain()).isEmpty();
    }
    patient.add(Storm.firing("a2", BEGINNING + 2, "cart", null, "n2"));
    List<ClusterChange> told = patient.drain();
    assertThat(told).hasSize(1);
    assertThat(told.get(0).joined())
        .extracting(ClusterChange.Joined::alert)
        .containsExactly("a0", "a1", "a2");
  }

  @Test
  void aSentAgainFiringKeepsItsClusterOpen() {
    long first = at(0, "cart", "n0");
    for (int i = 1; i < 5; i++) {
      at(i, "cart", "n" + i);
    }
    grouper.refresh(Storm.firing("a0", BEGINNING + 100_000, "cart", null, "n0"));
    assertThat(at(200, "cart", "n9")).isEqualTo(first);
  }

  @Test
  void overlappingStormsOfTwoSystemsAreToldApart() {
    Storm storm = new Storm(7);
    storm.incident("shop", 0, 120).incident("bank", 40, 120).incident("shop", 500, 120);
    Map<String, Long> clusters = Storm.clusters(grouper, storm.firings(), 10);
    for (int incident = 0; incident < 3; incident++) {
      Map<Long, Integer> sizes = new HashMap<>();
      for (int i = 120 * incident; i < 120 * (incident + 1); i++) {
        sizes.merge(clusters.get("a" + i), 1, Integer::sum);
      }
      assertThat(sizes.values()).as("incident " + incident).anyMatch(size -> size >= 115);
    }
    assertThat(new HashSet<>(clusters.values())).hasSizeBetween(3, 5);
  }
}
