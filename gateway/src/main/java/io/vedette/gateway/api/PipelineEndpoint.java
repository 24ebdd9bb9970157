package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.gateway.live.PipelineProbe;
import io.vedette.gateway.log.BodyLog;
import io.vedette.store.kafka.WriterStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the pipeline stands. Kafka is asked at most once in a while, however many ask. */
final class PipelineEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(PipelineEndpoint.class);
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final ApiBackends backends;
  private final BodyLog log;
  private final Clock clock;
  private final FlinkView flink;
  private PipelineProbe.@Nullable Look seen;
  private long seenAt;

  PipelineEndpoint(ApiBackends backends, Clock clock) {
    this.backends = backends;
    this.log = backends.bodyLog();
    this.clock = clock;
    this.flink = new FlinkView(backends.flink());
  }

  ApiAnswer answer(ApiRequest request) {
    BodyLog.Readiness readiness = log.readiness();
    ObjectNode answer = ApiAnswer.object().put("at", clock.millis());
    answer
        .putObject("kafka")
        .put("ready", readiness.ready())
        .put("reason", readiness.ready() ? "" : readiness.reason());
    answer
        .putObject("live")
        .put("caughtUp", backends.follower().isCaughtUp())
        .put("clients", backends.live().events.listeners());
    tellWriter(answer);
    flink.tell(answer);
    PipelineProbe.Look look = readiness.ready() ? look() : null;
    ArrayNode topics = answer.putArray("topics");
    ArrayNode groups = answer.putArray("groups");
    if (look != null) {
      look.topics()
          .forEach(
              topic ->
                  topics
                      .addObject()
                      .put("name", topic.name())
                      .put("partitions", topic.partitions())
                      .put("records", topic.records()));
      look.groups()
          .forEach(
              group ->
                  groups
                      .addObject()
                      .put("group", group.group())
                      .put("topic", group.topic())
                      .put("lag", group.lag()));
    }
    return ApiAnswer.of(answer);
  }

  private void tellWriter(ObjectNode answer) {
    WriterStatus status = backends.writerStatus();
    if (status != null) {
      answer
          .putObject("store")
          .put("writing", status.problem() == null)
          .put("problem", Objects.requireNonNullElse(status.problem(), ""))
          .put("stored", status.stored())
          .put("malformed", status.malformed())
          .put("lost", status.lost())
          .put("failures", status.failures())
          .put("lag", status.lag());
    }
  }

  private synchronized PipelineProbe.Look look() {
    PipelineProbe.Look known = seen;
    long now = System.nanoTime();
    if (known != null && now - seenAt < FRESH.toNanos()) {
      return known;
    }
    try {
      PipelineProbe.Look fresh = backends.probe().look();
      seen = fresh;
      seenAt = System.nanoTime();
      return fresh;
    } catch (PipelineProbe.AwayException away) {
      LOG.warn("The pipeline cannot be looked at: {}", away.getMessage());
      throw ApiProblem.unavailable("Kafka does not answer; see the gateway's log");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new PipelineProbe.Look(List.of(), List.of());
    }
  }
}
