package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.formats.control.ControlMessage;
import io.vedette.formats.control.NoiseRuleDecoder;
import io.vedette.gateway.live.LiveJson;
import io.vedette.gateway.live.LiveState;
import io.vedette.schema.control.Silence;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Silences and maintenance windows. */
final class RuleEndpoints {

  private static final Set<String> SILENCE =
      Set.of("id", "matchers", "startsAt", "endsAt", "comment", "remindBeforeMs");
  private static final Set<String> STATUSES = Set.of("PENDING", "ACTIVE", "ENDED");

  /** Narrower than what the job takes: it must be readable in a path. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private final LiveState live;
  private final Commands commands;
  private final Clock clock;

  RuleEndpoints(LiveState live, Commands commands, Clock clock) {
    this.live = live;
    this.commands = commands;
    this.clock = clock;
  }

  ApiAnswer silences(ApiRequest request) {
    Set<String> wanted = request.words("status", STATUSES);
    long now = clock.millis();
    List<Map.Entry<String, Silence>> found =
        live.silences.entries().stream()
            .filter(
                silence ->
                    wanted.isEmpty() || wanted.contains(LiveJson.statusOf(silence.getValue(), now)))
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, Silence> silence) -> silence.getValue().getEndsAt())
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .toList();
    return Pages.of(
        request, found, silence -> LiveJson.silenceNode(silence.getKey(), silence.getValue(), now));
  }

  ApiAnswer windows(ApiRequest request) {
    long now = clock.millis();
    List<ObjectNode> found =
        live.maintenance.entries().stream()
            .map(window -> LiveJson.windowNode(window.getKey(), window.getValue(), now))
            .sorted(
                Comparator.comparingLong(
                    window -> window.path("nextChangeAt").asLong(Long.MAX_VALUE)))
            .toList();
    return Pages.of(request, found, window -> window);
  }

  CompletableFuture<ApiAnswer> put(ApiRequest request) {
    ObjectNode body = request.object(SILENCE);
    String said = Fields.optionalText(body, "id");
    if (said != null && !ID.matcher(said).matches()) {
      throw ApiProblem.bad("id must be of the form " + ID);
    }
    String id = said == null ? UUID.randomUUID().toString() : said;
    Long endsAt = Fields.millis(body, "endsAt", 1);
    if (endsAt == null) {
      throw ApiProblem.bad("endsAt is needed, milliseconds since the epoch");
    }
    ControlMessage message =
        Commands.checked(
            () ->
                ControlMessage.ofNoiseRule(
                    NoiseRuleDecoder.SILENCE,
                    id,
                    Silence.newBuilder()
                        .setMatchers(Fields.texts(body, "matchers"))
                        .setStartsAt(
                            Objects.requireNonNullElseGet(
                                Fields.millis(body, "startsAt", 1), clock::millis))
                        .setEndsAt(endsAt)
                        .setAuthor(request.principal().name())
                        .setComment(Fields.text(body, "comment"))
                        .setRemindBeforeMs(Fields.millis(body, "remindBeforeMs", 0))
                        .build()));
    return commands.send(request, message, "silence", id);
  }

  CompletableFuture<ApiAnswer> remove(ApiRequest request) {
    String id = request.id(ID);
    if (live.silences.get(id).isEmpty()) {
      throw ApiProblem.notFound("silence");
    }
    ControlMessage message =
        Commands.checked(() -> ControlMessage.ofNoiseRule(NoiseRuleDecoder.SILENCE, id, null));
    return commands.send(request, message, "end of silence", id);
  }
}
