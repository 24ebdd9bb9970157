package io.vedette.algorithms.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.correlate.GrouperRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class GrouperPropertiesTest {

  private static final CorrelateParameters DEFAULTS = CorrelateParameters.defaults();

  private static Storm storm(long seed) {
    return new Storm(seed)
        .incident("shop", 0, 80)
        .incident("bank", 30, 60)
        .incident("shop", 260, 80)
        .incident("mail", 300, 5);
  }

  /** However often it is asked, the alerts end in the same clusters, and every move is told. */
  @Property(tries = 30)
  void whatIsToldAddsUp(@ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int every) {
    List<Firing> firings = storm(seed).firings();
    Map<String, Long> once = Storm.clusters(new AlertGrouper(DEFAULTS, "p"), firings, 1000);
    Map<String, Long> often = Storm.clusters(new AlertGrouper(DEFAULTS, "p"), firings, every);
    assertThat(often).isEqualTo(once).hasSize(firings.size());
  }

  /** Stored and restored anywhere, it goes on as if it had not been. */
  @Property(tries = 30)
  void restoredItGoesOn(@ForAll long seed, @ForAll @IntRange(min = 0, max = 224) int at) {
    List<Firing> firings = storm(seed).firings();
    AlertGrouper whole = new AlertGrouper(DEFAULTS, "p");
    AlertGrouper living = new AlertGrouper(DEFAULTS, "p");
    for (int i = 0; i < firings.size(); i++) {
      if (i == at) {
        GrouperRecord stored = living.toStored();
        living = AlertGrouper.fromStored(DEFAULTS, "p", stored);
        assertThat(living.toStored()).isEqualTo(stored);
      }
      assertThat(living.add(firings.get(i))).isEqualTo(whole.add(firings.get(i)));
      if (i % 20 == 0) {
        assertThat(living.drain()).isEqualTo(whole.drain());
      }
    }
    assertThat(living.drain()).isEqualTo(whole.drain());
  }

  /** Memory is bounded, whatever comes. */
  @Property(tries = 10)
  void stateIsBounded(@ForAll long seed) {
    CorrelateBounds bounds = new CorrelateBounds(40, 4, Duration.ofDays(7), 8, 10, 20);
    AlertGrouper grouper = new AlertGrouper(DEFAULTS.withBounds(bounds), "p");
    Storm storm = new Storm(seed);
    for (int i = 0; i < 60; i++) {
      storm.incident("system" + (char) ('a' + i % 26) + (char) ('a' + i / 26), i, 20);
    }
    for (Firing firing : storm.firings()) {
      grouper.add(firing);
      grouper.drain();
    }
    GrouperRecord stored = grouper.toStored();
    assertThat(stored.getNodes().size()).isLessThanOrEqualTo(40);
    assertThat(stored.getEdges().size()).isLessThanOrEqualTo(40 * 5);
    assertThat(grouper.openClusters()).isLessThanOrEqualTo(8);
    assertThat(stored.getClusters())
        .allSatisfy(
            cluster -> {
              assertThat(cluster.getKeys().size()).isLessThanOrEqualTo(10);
              assertThat(cluster.getMembers().size()).isLessThanOrEqualTo(20);
            });
  }

  /** The tail is a probability, falls with the count, and agrees with the other side of the sum. */
  @Property(tries = 200)
  void poissonTailIsOne(
      @ForAll @IntRange(min = 1, max = 400) int count,
      @ForAll @IntRange(min = 1, max = 300) int mean) {
    double tail = PoissonTail.atLeast(count, mean);
    assertThat(tail).isBetween(0.0, 1.0);
    assertThat(PoissonTail.atLeast(count + 1, mean)).isLessThanOrEqualTo(tail);
  }
}
