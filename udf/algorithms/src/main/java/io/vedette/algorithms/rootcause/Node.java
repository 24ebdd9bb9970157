package io.vedette.algorithms.rootcause;

import io.vedette.schema.result.CallNodeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entity in the {@link DependencyGraph}. */
final class Node {

  final String name;
  Level level;

  /** What a service is, as its callers tell. */
  CallNodeKind kind = CallNodeKind.SERVICE;

  /** Whether somebody said what it is; else its name did. */
  boolean isToldLevel;

  /** What it is an instance of. */
  @Nullable Node service;

  /** What it runs on. */
  @Nullable Node host;

  /** Of a service. */
  final List<Node> instances = new ArrayList<>(2);

  /** Whom it calls, by name. */
  final Map<String, CallEdge> callees = new LinkedHashMap<>(4);

  /** Who calls it, by name. */
  final Map<String, CallEdge> callers = new LinkedHashMap<>(4);

  /** Event time it was last named, milliseconds. */
  long lastSeen;

  Node(String name, Level level, long time) {
    this.name = name;
    this.level = level;
    lastSeen = time;
  }

  /** What it is an instance of from now on, unless somebody said something else before. */
  void becomeInstanceOf(Node of, boolean isTold) {
    if (service != null) {
      if (isToldLevel && !isTold) {
        return;
      }
      service.instances.remove(this);
    }
    level = Level.INSTANCE;
    isToldLevel = isTold;
    service = of;
    of.instances.add(this);
  }

  void leaveService() {
    Node left = service;
    service = null;
    if (left != null) {
      left.instances.remove(this);
    }
  }

  /** A service that was only guessed from its instances goes with the last of them. */
  boolean isNothingElse() {
    return instances.isEmpty()
        && callees.isEmpty()
        && callers.isEmpty()
        && host == null
        && !isToldLevel;
  }

  /** A caller and whom it calls, with what was seen of it, halved every half-life. */
  static final class CallEdge {

    final Node caller;
    final Node callee;
    long firstSeen;
    long lastSeen;
    double calls;
    double errors;

    /** Sum over calls, milliseconds. */
    double latency;

    CallEdge(Node caller, Node callee, long firstSeen) {
      this.caller = caller;
      this.callee = callee;
      this.firstSeen = firstSeen;
      lastSeen = firstSeen;
    }

    /** What was seen counts half with every half-life that passes. */
    void age(long time, Duration halfLife) {
      double kept = Math.pow(0.5, (double) (time - lastSeen) / halfLife.toMillis());
      calls *= kept;
      errors *= kept;
      latency *= kept;
      lastSeen = time;
    }
  }
}
