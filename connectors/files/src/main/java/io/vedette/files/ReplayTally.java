package io.vedette.files;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a replay has done so far, for whoever watches it from within the same JVM.
 *
 * <p>Sources and sinks are serialized on their way into a job, so they carry only the id of a tally
 * and look it up where they run. On another machine there is none of that id, and nothing is
 * counted. Thread-safe.
 */
public final class ReplayTally implements AutoCloseable {

  private static final ConcurrentMap<String, ReplayTally> OPEN = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicLong bytesExpected = new AtomicLong();
  private final AtomicLong series = new AtomicLong();
  private final AtomicLong points = new AtomicLong();
  private final AtomicLong anomalies = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong lines = new AtomicLong();

  private ReplayTally() {}

  /** A tally that can be found until it is closed. */
  public static ReplayTally open() {
    ReplayTally tally = new ReplayTally();
    OPEN.put(tally.id, tally);
    return tally;
  }

  /** The open tally of an id; one that nobody watches when there is none. */
  static ReplayTally find(String id) {
    ReplayTally tally = OPEN.get(id);
    return tally == null ? new ReplayTally() : tally;
  }

  /** To find it by. */
  public String id() {
    return id;
  }

  /** Bytes read, as they lie on disk. */
  public long bytesRead() {
    return bytesRead.get();
  }

  /** Bytes of all files that are to be read, as they lie on disk. */
  public long bytesExpected() {
    return bytesExpected.get();
  }

  /** Series met. */
  public long series() {
    return series.get();
  }

  /** Points written to scores.csv. */
  public long points() {
    return points.get();
  }

  /** Points of those that are anomalies. */
  public long anomalies() {
    return anomalies.get();
  }

  /** Log lines read. */
  public long lines() {
    return lines.get();
  }

  /** Rejections read. */
  public long rejected() {
    return rejected.get();
  }

  void addBytesRead(long bytes) {
    bytesRead.addAndGet(bytes);
  }

  void expectBytes(long bytes) {
    bytesExpected.addAndGet(bytes);
  }

  void addSeries() {
    series.incrementAndGet();
  }

  void addPoint(boolean anomaly) {
    points.incrementAndGet();
    if (anomaly) {
      anomalies.incrementAndGet();
    }
  }

  void addLine() {
    lines.incrementAndGet();
  }

  void addRejected() {
    rejected.incrementAndGet();
  }

  /** Forgets it; its figures stay. */
  @Override
  public void close() {
    OPEN.remove(id);
  }
}
