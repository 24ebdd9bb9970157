package io.vedette.functions.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.correlate.TopologyEdgeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.state.BroadcastState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownTopologyTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  @Test
  void aCallThatSpansToldIsForgottenWhenItIsNotSeenForTheRetention() throws Exception {
    BroadcastState<String, GroupingControl> stored = state();
    KnownTopology topology = new KnownTopology(10, Duration.ofDays(7));
    topology.change(edge("front", "cart", BEGINNING), stored);
    topology.change(edge("front", "pay", BEGINNING), stored);
    topology.change(edge("shop", "old", null), stored);
    int version = topology.version();
    topology.change(edge("front", "cart", BEGINNING + 6 * DAY), stored);
    assertThat(topology.version()).as("known, only seen again").isEqualTo(version);
    topology.change(edge("front", "cart", BEGINNING + 8 * DAY), stored);

    assertThat(names(topology)).containsExactlyInAnyOrder("cart", "old");
    assertThat(topology.version()).isGreaterThan(version);
    assertThat(stored.contains("default\0CALL\0front\0pay")).isFalse();

    KnownTopology restored = new KnownTopology(10, Duration.ofDays(7));
    restored.load(stored);
    assertThat(names(restored)).containsExactlyInAnyOrder("cart", "old");
    restored.change(edge("front", "pay", BEGINNING), stored);
    assertThat(names(restored)).as("older than all that is kept").doesNotContain("pay");
  }

  @Test
  void theOrderTheyComeInChangesNothing() throws Exception {
    List<GroupingControl> all = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      long at = BEGINNING + random.nextInt(12 * 24) * HOUR + random.nextInt((int) HOUR);
      all.add(edge("front", "s" + random.nextInt(60), at));
    }
    List<List<String>> kept = new ArrayList<>();
    for (int run = 0; run < 5; run++) {
      KnownTopology topology = new KnownTopology(100, Duration.ofDays(7));
      BroadcastState<String, GroupingControl> stored = state();
      for (GroupingControl control : all) {
        topology.change(control, stored);
      }
      kept.add(names(topology).stream().sorted().toList());
      Collections.shuffle(all, random);
    }
    assertThat(kept.get(0)).hasSizeBetween(30, 59);
    assertThat(kept).allMatch(kept.get(0)::equals);
  }

  private static List<String> names(KnownTopology topology) {
    return topology.of("default").stream().map(TopologyEdge::getTo).toList();
  }

  private static GroupingControl edge(String from, String to, @Nullable Long seenAt) {
    return GroupingControl.newBuilder()
        .setEnvironment(seenAt == null ? null : "default")
        .setEdge(new TopologyEdge(from, to, TopologyEdgeKind.CALL))
        .setSeenAt(seenAt)
        .build();
  }

  private static BroadcastState<String, GroupingControl> state() {
    return new StateInMemory();
  }

  private static final class StateInMemory implements BroadcastState<String, GroupingControl> {

    private final Map<String, GroupingControl> map = new HashMap<>();

    @Override
    public void put(String key, GroupingControl value) {
      map.put(key, value);
    }

    @Override
    public void putAll(Map<String, GroupingControl> other) {
      map.putAll(other);
    }

    @Override
    public void remove(String key) {
      map.remove(key);
    }

    @Override
    public Iterator<Map.Entry<String, GroupingControl>> iterator() {
      return map.entrySet().iterator();
    }

    @Override
    public Iterable<Map.Entry<String, GroupingControl>> entries() {
      return map.entrySet();
    }

    @Override
    public @Nullable GroupingControl get(String key) {
      return map.get(key);
    }

    @Override
    public boolean contains(String key) {
      return map.containsKey(key);
    }

    @Override
    public Iterable<Map.Entry<String, GroupingControl>> immutableEntries() {
      return Map.copyOf(map).entrySet();
    }

    @Override
    public void clear() {
      map.clear();
    }
  }
}
