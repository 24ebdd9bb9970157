package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.gateway.live.LiveState;
import io.vedette.gateway.live.PipelineProbe;
import io.vedette.gateway.live.TopicFollower;
import io.vedette.gateway.log.BodyLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the pipeline stands. Kafka is asked at most once in a while, however many ask. */
final class PipelineEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(PipelineEndpoint.class);
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final BodyLog log;
  private final PipelineProbe probe;
  private final LiveState live;
  private final TopicFollower follower;
  private final Clock clock;
  private PipelineProbe.@Nullable Look seen;
  private long seenAt;

  PipelineEndpoint(
      BodyLog log, PipelineProbe probe, LiveState live, TopicFollower follower, Clock clock) {
    this.log = log;
    this.probe = probe;
    this.live = live;
    this.follower = follower;
    this.clock = clock;
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
        .put("caughtUp", follower.isCaughtUp())
        .put("clients", live.events.listeners());
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

  private synchronized PipelineProbe.Look look() {
    PipelineProbe.Look known = seen;
    long now = System.nanoTime();
    if (known != null && now - seenAt < FRESH.toNanos()) {
      return known;
    }
    try {
      PipelineProbe.Look fresh = probe.look();
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
