package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.gateway.live.FlinkProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs and checkpoints, asked of Flink at most once in a while, however many ask. */
final class FlinkView {

  private static final Logger LOG = LoggerFactory.getLogger(FlinkView.class);
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final @Nullable FlinkProbe probe;
  private @Nullable Answer seen;
  private long seenAt;

  /** What Flink said, or that it said nothing. */
  private record Answer(boolean ready, List<FlinkProbe.Job> jobs) {}

  FlinkView(@Nullable FlinkProbe probe) {
    this.probe = probe;
  }

  /** Adds the field flink, where an address of Flink is known. */
  void tell(ObjectNode health) {
    FlinkProbe there = probe;
    if (there == null) {
      return;
    }
    Answer answer = ask(there);
    ObjectNode flink = health.putObject("flink").put("ready", answer.ready());
    ArrayNode jobs = flink.putArray("jobs");
    for (FlinkProbe.Job job : answer.jobs()) {
      ObjectNode told =
          jobs.addObject()
              .put("id", job.id())
              .put("name", job.name())
              .put("state", job.state())
              .put("startedAt", job.startedAt())
              .put("tasks", job.tasks())
              .put("runningTasks", job.running())
              .put("checkpoints", job.completed())
              .put("failedCheckpoints", job.failed());
      FlinkProbe.Checkpoint last = job.last();
      if (last != null) {
        told.putObject("lastCheckpoint")
            .put("at", last.at())
            .put("durationMs", last.durationMs())
            .put("bytes", last.bytes());
      }
    }
  }

  private synchronized Answer ask(FlinkProbe there) {
    Answer known = seen;
    if (known != null && System.nanoTime() - seenAt < FRESH.toNanos()) {
      return known;
    }
    Answer fresh;
    try {
      fresh = new Answer(true, there.look());
    } catch (IOException away) {
      LOG.warn("Flink does not tell of its jobs (gateway.flink-url): {}", away.toString());
      fresh = new Answer(false, List.of());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      fresh = new Answer(false, List.of());
    }
    seen = fresh;
    seenAt = System.nanoTime();
    return fresh;
  }
}
