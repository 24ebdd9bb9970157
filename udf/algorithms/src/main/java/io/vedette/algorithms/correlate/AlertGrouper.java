package io.vedette.algorithms.correlate;

import io.vedette.algorithms.correlate.Cluster.KeyState;
import io.vedette.algorithms.correlate.Cluster.Member;
import io.vedette.algorithms.correlate.Cluster.Sort;
import io.vedette.algorithms.correlate.ClusterChange.Kind;
import io.vedette.schema.correlate.GrouperRecord;
import io.vedette.schema.correlate.TopologyEdgeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups alerts of one environment into clusters, one alert at a time.
 *
 * <p>Guarantees: an alert is in one cluster. A cluster keeps its id for life; alerts change theirs
 * only when a burst splits a cluster (those of the last seconds go to the new one) or when clusters
 * turn out to be connected (the younger is merged into the older), and every such change is told.
 * The same alerts in the same order give the same clusters with the same ids.
 *
 * <p>Time an alert: the nodes within reach of it and the clusters found there, whatever the number
 * of open clusters; a split or a merge, the alerts it moves. Memory: {@link CorrelateBounds}.
 */
public final class AlertGrouper {

  /** Clusters of up to so many alerts are taken in by a larger one they connect with. */
  private static final int TINY = 3;

  /** What belongs to a burst may fire this long before its first repetition, milliseconds. */
  private static final long BACK = 1_000;

  private static final Comparator<Cluster> OLDEST_FIRST =
      Comparator.<Cluster>comparingLong(cluster -> cluster.since)
          .thenComparingLong(cluster -> cluster.id);

  private final CorrelateParameters parameters;
  private final String environment;
  private final long sessionGap;
  private final EntityGraph graph;
  private final BurstTest burst;
  private final RestingClusters resting;
  private final ClusterChanges changes;

  /** Open ones by id, quiet for longest first. */
  private final Map<Long, Cluster> open = new LinkedHashMap<>();

  private final List<Cluster> near = new ArrayList<>();

  /** With nothing known yet. */
  public AlertGrouper(CorrelateParameters parameters, String environment) {
    this.parameters = parameters;
    this.environment = environment;
    sessionGap = parameters.sessionGap().toMillis();
    graph = new EntityGraph(parameters);
    burst = new BurstTest(parameters.burst());
    resting = new RestingClusters(parameters);
    changes = new ClusterChanges(parameters.opensAt());
  }

  /**
   * Learns a relation from a topology. Open clusters are not merged by it; alerts that come later
   * see it.
   */
  public void learn(String from, String to, TopologyEdgeKind kind, long time) {
    graph.learn(from, to, kind, time);
  }

  /** Compares names by a model, too, from now on; null for by their spelling alone. */
  public void use(@Nullable TrainedNames model) {
    graph.use(model);
  }

  /** Clusters that alerts may still join. */
  public int openClusters() {
    return open.size();
  }

  /**
   * Takes an alert; alerts come in order of time.
   *
   * @return the id of the cluster it is in now
   */
  public long add(Firing firing) {
    long time = firing.time();
    advance(time);
    boolean isNewlyConnected = false;
    boolean isKnownByName = firing.caller() == null && firing.host() == null;
    Node entity = graph.named(firing.subject(), firing.service(), time, isKnownByName);
    List<Node> touched = new ArrayList<>(4);
    touched.add(entity);
    if (entity.service != null) {
      touched.add(entity.service);
    }
    if (firing.caller() != null) {
      Node caller = graph.named(firing.caller(), null, time, false);
      isNewlyConnected |= graph.connect(caller, entity, EdgeKind.CALL, time);
      if (caller != entity && !graph.isHub(caller)) {
        touched.add(caller);
        if (caller.service != null && caller.service != entity.service) {
          touched.add(caller.service);
        }
      }
    }
    if (firing.host() != null) {
      Node host = graph.node(firing.host(), time);
      isNewlyConnected |= graph.connect(entity, host, EdgeKind.HOST, time);
    }
    findNear(touched);
    return firing.isCore()
        ? addCore(firing, touched, isNewlyConnected)
        : addBorder(firing, touched);
  }

  /** The same firing came again: its cluster is not quiet, if there is one; nothing else. */
  public void refresh(Firing firing) {
    advance(firing.time());
    Node entity = graph.find(firing.subject());
    if (entity == null) {
      return;
    }
    for (int i = entity.clusters.size() - 1; i >= 0; i--) {
      Cluster cluster = entity.clusters.get(i);
      if (cluster.keys.containsKey(firing.key())) {
        cluster.last = Math.max(cluster.last, firing.time());
        open.remove(cluster.id);
        open.put(cluster.id, cluster);
        return;
      }
    }
  }

  private void findNear(List<Node> touched) {
    near.clear();
    List<Node> nodes = graph.near(touched);
    for (int i = 0; i < nodes.size(); i++) {
      List<Cluster> clusters = nodes.get(i).clusters;
      for (int j = 0; j < clusters.size(); j++) {
        if (!near.contains(clusters.get(j))) {
          near.add(clusters.get(j));
        }
      }
    }
    near.sort(OLDEST_FIRST);
  }

  private long addCore(Firing firing, List<Node> touched, boolean isNewlyConnected) {
    if (near.isEmpty()) {
      Cluster cluster = recurring(firing.key());
      if (cluster == null) {
        cluster = begin(firing.id(), firing.time());
      }
      join(cluster, firing, touched);
      return cluster.id;
    }
    mergeNear(isNewlyConnected);
    for (int i = near.size() - 1; i >= 0; i--) {
      Cluster cluster = near.get(i);
      KeyState key = cluster.keys.get(firing.key());
      if (key != null && firing.time() - key.last <= parameters.burst().duplicate().toMillis()) {
        join(cluster, firing, touched);
        return cluster.id;
      }
    }
    Cluster newest = near.get(near.size() - 1);
    Sort sort = join(newest, firing, touched);
    return sort == Sort.DUPLICATE ? newest.id : splitIfBurst(newest, firing.time());
  }

  /** One below the core severity joins what is there; alone, it is a cluster of its own. */
  private long addBorder(Firing firing, List<Node> touched) {
    if (near.isEmpty()) {
      Cluster cluster = recurring(firing.key());
      if (cluster == null) {
        cluster = begin(firing.id(), firing.time());
      }
      join(cluster, firing, touched);
      return cluster.id;
    }
    Cluster newest = near.get(near.size() - 1);
    if (newest.hasCore) {
      take(
          newest,
          new Member(firing.id(), firing.time(), firing.key(), List.of(), Sort.DUPLICATE, 0));
    } else {
      join(newest, firing, touched);
    }
    return newest.id;
  }

  /** Near clusters that are one become one. */
  private void mergeNear(boolean isNewlyConnected) {
    long within = parameters.mergeWithin().toMillis();
    Cluster oldest = near.get(0);
    for (int i = 1; i < near.size(); ) {
      Cluster younger = near.get(i);
      boolean isTiny = isTiny(younger) || isTiny(oldest);
      boolean isLearnedLate = isNewlyConnected && younger.splitFrom == Cluster.NONE;
      if (younger.since - oldest.since <= within || isTiny || isLearnedLate) {
        merge(younger, oldest);
        near.remove(i);
      } else if (younger.since - near.get(i - 1).since <= within) {
        merge(younger, near.get(i - 1));
        near.remove(i);
      } else {
        i++;
      }
    }
  }

  private static boolean isTiny(Cluster cluster) {
    return cluster.count <= TINY || !cluster.hasCore;
  }

  /** A closed cluster that this key continues, open again; or null. */
  private @Nullable Cluster recurring(long key) {
    Cluster cluster = resting.take(key);
    if (cluster != null) {
      makeRoom();
      open.put(cluster.id, cluster);
      cluster.nodes.forEach(node -> node.clusters.add(cluster));
      changes.add(cluster, Kind.REOPENED);
    }
    return cluster;
  }

  /** Beyond the bound the cluster that was quiet for longest closes early. */
  private void makeRoom() {
    if (open.size() >= parameters.bounds().clusters()) {
      close(open.values().iterator().next());
    }
  }

  private Cluster begin(String firstAlert, long time) {
    makeRoom();
    long id = Firing.keyOf(environment, firstAlert, Long.toString(time));
    while (id == Cluster.NONE || open.containsKey(id) || resting.has(id)) {
      id++;
    }
    Cluster cluster = new Cluster(id, time);
    open.put(id, cluster);
    changes.add(cluster, Kind.OPENED);
    return cluster;
  }

  private Sort join(Cluster cluster, Firing firing, List<Node> touched) {
    boolean isNew = !cluster.keys.containsKey(firing.key());
    KeyState key = cluster.key(firing.key(), firing.time(), parameters.bounds().keysPerCluster());
    long before = key.last;
    Sort sort = burst.sort(key, isNew, firing.time());
    Member member =
        new Member(firing.id(), firing.time(), firing.key(), touched, sort, firing.time() - before);
    take(cluster, member);
    if (firing.isCore() && !cluster.hasCore) {
      cluster.hasCore = true;
      cluster.since = firing.time();
    }
    cluster.last = Math.max(cluster.last, firing.time());
    cluster.index(touched);
    open.remove(cluster.id);
    open.put(cluster.id, cluster);
    return sort;
  }

  private void take(Cluster cluster, Member member) {
    cluster.count++;
    cluster.recent.addLast(member);
    cluster.untold.add(member);
    long oldest = member.time - burst.memory() - BACK;
    while (cluster.recent.size() > parameters.bounds().recentPerCluster()
        || cluster.recent.getFirst().time < oldest) {
      cluster.recent.removeFirst();
    }
    changes.add(cluster, Kind.UPDATED);
  }

  private long splitIfBurst(Cluster cluster, long time) {
    long second = Math.floorDiv(time, 1000L);
    if (!parameters.isSplitting() || second == cluster.testedAt) {
      return cluster.id;
    }
    cluster.testedAt = second;
    long cut = burst.cut(cluster, time);
    if (cut == BurstTest.NONE) {
      return cluster.id;
    }
    return split(cluster, cut - BACK).id;
  }

  /** Gives the alerts from then on to a new cluster. */
  private Cluster split(Cluster from, long cut) {
    List<Member> moved = new ArrayList<>();
    while (!from.recent.isEmpty() && from.recent.getLast().time >= cut) {
      moved.add(from.recent.removeLast());
    }
    Collections.reverse(moved);
    Cluster into = begin(moved.get(0).id + "/split", cut);
    into.splitFrom = from.id;
    from.untold.removeIf(new HashSet<>(moved)::contains);
    from.count -= moved.size();
    from.last = from.recent.isEmpty() ? cut : from.recent.getLast().time;
    for (Member member : moved) {
      KeyState key = into.key(member.key, member.time, parameters.bounds().keysPerCluster());
      key.last = member.time;
      if (member.sort == Sort.REPEATED) {
        member.sort = Sort.FRESH;
      }
      into.index(member.nodes);
      into.last = Math.max(into.last, member.time);
      take(into, member);
    }
    into.hasCore = from.hasCore;
    into.testedAt = from.testedAt;
    changes.add(from, Kind.UPDATED);
    return into;
  }

  private void merge(Cluster younger, Cluster older) {
    younger.unindex();
    open.remove(younger.id);
    changes.merged(younger, older);
    older.count += younger.count;
    older.last = Math.max(older.last, younger.last);
    older.hasCore |= younger.hasCore;
    older.index(younger.nodes);
    younger.keys.forEach(
        (key, state) -> {
          KeyState known = older.key(key, state.last, parameters.bounds().keysPerCluster());
          known.last = Math.max(known.last, state.last);
          known.pause = Math.max(known.pause, state.pause);
        });
    older.takeRecent(younger);
    for (Member member : younger.recent) {
      if (member.toldIn == younger.id) {
        member.toldIn = older.id;
      }
    }
    older.untold.addAll(younger.untold);
    open.remove(older.id);
    open.put(older.id, older);
    changes.add(older, Kind.UPDATED);
  }

  /** Event time goes on: what was quiet for the session gap closes. */
  public void advance(long time) {
    Iterator<Cluster> quiet = open.values().iterator();
    List<Cluster> over = new ArrayList<>();
    while (quiet.hasNext()) {
      Cluster cluster = quiet.next();
      if (cluster.last >= time - sessionGap) {
        break;
      }
      over.add(cluster);
    }
    over.forEach(this::close);
    resting.advance(time);
    graph.sweep(time);
  }

  private void close(Cluster cluster) {
    open.remove(cluster.id);
    cluster.unindex();
    cluster.recent.clear();
    changes.add(cluster, Kind.CLOSED);
    resting.add(cluster);
  }

  /** All it knows, to be stored. */
  public GrouperRecord toStored() {
    return GrouperStorage.store(graph, open, resting, changes);
  }

  /** One that goes on where another was stored. */
  public static AlertGrouper fromStored(
      CorrelateParameters parameters, String environment, GrouperRecord stored) {
    AlertGrouper grouper = new AlertGrouper(parameters, environment);
    GrouperStorage.restore(stored, grouper.graph, grouper.open, grouper.resting, grouper.changes);
    return grouper;
  }

  /** What changed since this was last asked, in the order it did. */
  public List<ClusterChange> drain() {
    return changes.drain();
  }

  /** Whether there is anything to {@link #drain}. */
  public boolean hasChanges() {
    return !changes.isEmpty();
  }
}
