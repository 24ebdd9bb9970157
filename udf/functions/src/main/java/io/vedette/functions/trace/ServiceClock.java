package io.vedette.functions.trace;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import io.vedette.algorithms.trace.Traffic;
import io.vedette.schema.NodeKind;

/** What is kept of a service beside its operations and edges: which intervals are open, totals. */
final class ServiceClock {

  /** No time. */
  static final long NEVER = Long.MIN_VALUE;

  final String environment;
  final String name;
  final NodeKind kind;

  /** The first interval that is open, by its number. */
  long firstOpen = NEVER;

  /** The last interval in which something happened. */
  long lastUsed = NEVER;

  /** The first interval that was never closed; none before it opens again. */
  long closedUpTo = NEVER;

  /** The timer that is set. */
  long timer = NEVER;

  int operations;
  int edges;

  /** All that the service was asked for. */
  final Traffic total;

  ServiceClock(String environment, String name, NodeKind kind) {
    this(environment, name, kind, new Traffic());
  }

  private ServiceClock(String environment, String name, NodeKind kind, Traffic total) {
    this.environment = environment;
    this.name = name;
    this.kind = kind;
    this.total = total;
  }

  ServiceClock copy() {
    ServiceClock copy = new ServiceClock(environment, name, kind, total.copy());
    copy.firstOpen = firstOpen;
    copy.lastUsed = lastUsed;
    copy.closedUpTo = closedUpTo;
    copy.timer = timer;
    copy.operations = operations;
    copy.edges = edges;
    return copy;
  }

  void write(StateWriter out) {
    out.writeText(environment);
    out.writeText(name);
    out.writeByte(kind.code());
    total.write(out);
    out.writeLong(firstOpen);
    out.writeLong(lastUsed);
    out.writeLong(closedUpTo);
    out.writeLong(timer);
    out.writeInt(operations);
    out.writeInt(edges);
  }

  static ServiceClock read(StateReader in) {
    ServiceClock clock =
        new ServiceClock(
            in.readText(), in.readText(), NodeKind.ofCode(in.readByte()), Traffic.read(in));
    clock.firstOpen = in.readLong();
    clock.lastUsed = in.readLong();
    clock.closedUpTo = in.readLong();
    clock.timer = in.readLong();
    clock.operations = in.readInt();
    clock.edges = in.readInt();
    return clock;
  }
}
