package io.vedette.algorithms.trace;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import io.vedette.schema.NodeKind;
import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanPeer;
import io.vedette.schema.TracedSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A span among the others of its trace. */
public final class KnownSpan {

  private static final int ERROR = 1;
  private static final int TOLD = 2;
  private static final int ORPHAN = 4;
  private static final int NO_PEER = 0;

  final String environment;
  final String service;
  final String instance;
  final String operation;
  final SpanKind kind;
  final long id;
  final long parent;
  final long start;
  final long duration;
  final boolean error;
  final double weight;
  final @Nullable SpanPeer peer;

  /** Told of already. */
  boolean told;

  /** Told of without its parent, which had not come. */
  boolean orphan;

  private KnownSpan(TracedSpan span, boolean told, boolean orphan) {
    environment = span.environment();
    service = span.service();
    instance = span.instance();
    operation = span.operation();
    kind = span.kind();
    id = span.id();
    parent = span.parent();
    start = span.start();
    duration = span.duration();
    error = span.error();
    weight = span.weight();
    peer = span.peer();
    this.told = told;
    this.orphan = orphan;
  }

  /** A span that has just come. */
  public static KnownSpan of(TracedSpan span) {
    return new KnownSpan(span, false, false);
  }

  /** A copy that stays as it is. */
  public KnownSpan copy() {
    return new KnownSpan(asSpan(), told, orphan);
  }

  /** When it ended, milliseconds since the epoch, by its own clock. */
  long endMillis() {
    return Math.floorDiv(start + duration, 1_000_000L);
  }

  /** Which clock its times are by. */
  String clock() {
    return instance.isEmpty() ? service : instance;
  }

  boolean isOf(String otherService) {
    return service.equals(otherService);
  }

  @Nullable String queue() {
    return peer != null && peer.kind() == NodeKind.QUEUE ? peer.name() : null;
  }

  private TracedSpan asSpan() {
    return new TracedSpan(
        environment,
        service,
        instance,
        operation,
        kind,
        0,
        0,
        id,
        parent,
        start,
        duration,
        error,
        weight,
        peer,
        List.of());
  }

  /** Writes the stored form. */
  public void write(StateWriter out) {
    out.writeText(environment);
    out.writeText(service);
    out.writeText(instance);
    out.writeText(operation);
    out.writeByte(kind.code());
    out.writeLong(id);
    out.writeLong(parent);
    out.writeLong(start);
    out.writeLong(duration);
    out.writeByte((error ? ERROR : 0) | (told ? TOLD : 0) | (orphan ? ORPHAN : 0));
    out.writeDouble(weight);
    out.writeByte(peer == null ? NO_PEER : peer.kind().code());
    if (peer != null) {
      out.writeText(peer.name());
    }
  }

  /** Reads what {@link #write} wrote. */
  public static KnownSpan read(StateReader in) {
    String environment = in.readText();
    String service = in.readText();
    String instance = in.readText();
    String operation = in.readText();
    SpanKind kind = SpanKind.ofCode(in.readByte());
    long id = in.readLong();
    long parent = in.readLong();
    long start = in.readLong();
    long duration = in.readLong();
    int flags = in.readByte();
    double weight = in.readDouble();
    int peerKind = in.readByte();
    SpanPeer peer =
        peerKind == NO_PEER ? null : new SpanPeer(NodeKind.ofCode(peerKind), in.readText());
    TracedSpan span =
        new TracedSpan(
            environment,
            service,
            instance,
            operation,
            kind,
            0,
            0,
            id,
            parent,
            start,
            duration,
            (flags & ERROR) != 0,
            weight,
            peer,
            List.of());
    return new KnownSpan(span, (flags & TOLD) != 0, (flags & ORPHAN) != 0);
  }
}
