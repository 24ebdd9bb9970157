package io.vedette.algorithms.trace;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;

/** What happened in an interval: calls, those that failed, and how long they took. */
public final class Tally {

  private double calls;
  private double failed;
  private long spans;
  private final DurationSketch client;
  private final DurationSketch server;

  /** Of nothing. */
  public Tally() {
    this(new DurationSketch(), new DurationSketch());
  }

  private Tally(DurationSketch client, DurationSketch server) {
    this.client = client;
    this.server = server;
  }

  /**
   * Adds a call.
   *
   * @param clientNanos as the caller saw it, negative when it did not
   * @param serverNanos as the callee saw it, negative when it did not
   * @param weight how many it stands for
   */
  public void add(long clientNanos, long serverNanos, boolean isFailed, double weight) {
    calls += weight;
    failed += isFailed ? weight : 0;
    spans++;
    if (clientNanos >= 0) {
      client.add(clientNanos, weight);
    }
    if (serverNanos >= 0) {
      server.add(serverNanos, weight);
    }
  }

  /** Adds all of another one, which stays as it is. */
  public void merge(Tally other) {
    calls += other.calls;
    failed += other.failed;
    spans += other.spans;
    client.merge(other.client);
    server.merge(other.server);
  }

  /** How many calls the spans stand for. */
  public double calls() {
    return calls;
  }

  /** How many of them failed. */
  public double failed() {
    return failed;
  }

  /** Spans that were really seen. */
  public long spans() {
    return spans;
  }

  /** How many of these failed, by the mean of what each stands for. */
  long failedSpans() {
    return calls == 0 ? 0 : Math.round(failed * spans / calls);
  }

  /** Durations as callers saw them. */
  public DurationSketch client() {
    return client;
  }

  /** Durations as callees saw them. */
  public DurationSketch server() {
    return server;
  }

  /** A copy that stays as it is. */
  public Tally copy() {
    Tally copy = new Tally(client.copy(), server.copy());
    copy.calls = calls;
    copy.failed = failed;
    copy.spans = spans;
    return copy;
  }

  /** Writes the stored form. */
  public void write(StateWriter out) {
    out.writeDouble(calls);
    out.writeDouble(failed);
    out.writeLong(spans);
    client.write(out);
    server.write(out);
  }

  /** Reads what {@link #write} wrote. */
  public static Tally read(StateReader in) {
    double calls = in.readDouble();
    double failed = in.readDouble();
    long spans = in.readLong();
    Tally tally = new Tally(DurationSketch.read(in), DurationSketch.read(in));
    tally.calls = calls;
    tally.failed = failed;
    tally.spans = spans;
    return tally;
  }
}
