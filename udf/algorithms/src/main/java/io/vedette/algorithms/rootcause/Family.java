package io.vedette.algorithms.rootcause;

import java.util.List;
import java.util.Locale;

/** What a metric is a sign of, told by its name; one fault moves many metrics of a family. */
public enum Family {
  /** Processor time, throttling, load average. */
  CPU("cpu", "processor", "throttl"),
  /** Memory, garbage, swap. */
  MEMORY("mem", "heap", "swap", "jvm_gc", "oom"),
  /** Files, disks, inodes. */
  DISK("disk", "fs_", "_fs", ".io.", "_io_", "blkio", "inode", "filesystem", "volume", "iops"),
  /** Packets, connections. */
  NETWORK("net", "tcp", "packet", "eth0", "socket", "dns"),
  /** Threads, processes, file handles, restarts. */
  THREADS("thread", "process", "proc", "fds", "restart"),
  /** Messages waiting. */
  QUEUE("queue", "lag", "backlog", "pending"),
  /** Failures, availability. */
  ERRORS("error", "fail", "success", "availab", "5xx", "exception", "-sr", "_sr"),
  /** How long things take, and how many are under way, which is the same by Little's law. */
  LATENCY(
      "latency",
      "duration",
      "mrt",
      "rtt",
      "response_time",
      "elapsed",
      "slow",
      "pool",
      "inflight",
      "in_flight"),
  /** How much is asked; a victim's as well as a cause's, so it is no evidence. */
  LOAD("request", "-rr", "_rr", "count", "cnt", "rate", "load", "throughput", "qps", "calls_total"),
  /** A log template. */
  LOG(),
  /** Anything else. */
  OTHER();

  private static final List<Family> BY_NAME =
      List.of(CPU, MEMORY, DISK, NETWORK, THREADS, QUEUE, ERRORS, LATENCY);

  /** A timer by its unit: {@code http_server_requests_seconds} is how long, not how many. */
  private static final String TIMER = "_seconds";

  @SuppressWarnings("ImmutableEnumChecker") // is never written
  private final String[] parts;

  Family(String... parts) {
    this.parts = parts;
  }

  /** The first family whose words are in the name of a metric, {@link #OTHER} for none. */
  public static Family ofMetric(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Family family : BY_NAME) {
      if (family.isNamedIn(lower)) {
        return family;
      }
    }
    if (lower.endsWith(TIMER)) {
      return LATENCY;
    }
    return LOAD.isNamedIn(lower) ? LOAD : OTHER;
  }

  private boolean isNamedIn(String lower) {
    for (String part : parts) {
      if (lower.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it travels from callee to caller, so that a callee's explains a caller's. */
  public boolean isTravelling() {
    return this == ERRORS || this == LATENCY;
  }

  /** As it is written in results. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
