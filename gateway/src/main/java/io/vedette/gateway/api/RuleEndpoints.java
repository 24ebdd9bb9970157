package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.formats.control.ControlMessage;
import io.vedette.formats.control.NoiseRuleDecoder;
import io.vedette.gateway.live.LiveJson;
import io.vedette.gateway.live.LiveState;
import io.vedette.schema.control.MaintenanceWindow;
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
import org.apache.avro.specific.SpecificRecord;

/** Silences and maintenance windows. */
final class RuleEndpoints {

  private static final Set<String> SILENCE =
      Set.of("id", "matchers", "startsAt", "endsAt", "comment", "remindBeforeMs");
  private static final Set<String> WINDOW =
      Set.of(
          "id",
          "matchers",
          "startsAt",
          "zone",
          "durationMs",
          "recurrence",
          "comment",
          "remindBeforeMs");
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
    String id = idOf(body);
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
    Silence silence = live.silences.get(id).orElseThrow(() -> ApiProblem.notFound("silence"));
    Silence theirs = Silence.newBuilder(silence).setAuthor(request.principal().name()).build();
    return remove(request, NoiseRuleDecoder.SILENCE, id, theirs, "end of silence");
  }

  CompletableFuture<ApiAnswer> putWindow(ApiRequest request) {
    ObjectNode body = request.object(WINDOW);
    String id = idOf(body);
    Long duration = Fields.millis(body, "durationMs", 1);
    if (duration == null) {
      throw ApiProblem.bad("durationMs is needed, milliseconds");
    }
    ControlMessage message =
        Commands.checked(
            () ->
                ControlMessage.ofNoiseRule(
                    NoiseRuleDecoder.MAINTENANCE,
                    id,
                    MaintenanceWindow.newBuilder()
                        .setMatchers(Fields.texts(body, "matchers"))
                        .setStartsAt(Fields.text(body, "startsAt"))
                        .setZone(
                            Objects.requireNonNullElse(Fields.optionalText(body, "zone"), "UTC"))
                        .setDurationMs(duration)
                        .setRecurrence(Fields.text(body, "recurrence"))
                        .setOwner(request.principal().name())
                        .setComment(Fields.text(body, "comment"))
                        .setRemindBeforeMs(Fields.millis(body, "remindBeforeMs", 0))
                        .build()));
    return commands.send(request, message, "maintenance window", id);
  }

  CompletableFuture<ApiAnswer> removeWindow(ApiRequest request) {
    String id = request.id(ID);
    MaintenanceWindow window =
        live.maintenance.get(id).orElseThrow(() -> ApiProblem.notFound("maintenance window"));
    MaintenanceWindow theirs =
        MaintenanceWindow.newBuilder(window).setOwner(request.principal().name()).build();
    return remove(request, NoiseRuleDecoder.MAINTENANCE, id, theirs, "end of maintenance window");
  }

  /**
   * Removes a rule. A removal has no author on its topic, and the audit takes that of the rule
   * removed: so whoever removes it takes it over first. Both are of one key, so in this order.
   */
  private CompletableFuture<ApiAnswer> remove(
      ApiRequest request, String kind, String id, SpecificRecord theirs, String what) {
    ControlMessage taken = Commands.checked(() -> ControlMessage.ofNoiseRule(kind, id, theirs));
    ControlMessage removed = Commands.checked(() -> ControlMessage.ofNoiseRule(kind, id, null));
    return commands.send(request, List.of(taken, removed), what, id);
  }

  private static String idOf(ObjectNode body) {
    String said = Fields.optionalText(body, "id");
    if (said != null && !ID.matcher(said).matches()) {
      throw ApiProblem.bad("id must be of the form " + ID);
    }
    return said == null ? UUID.randomUUID().toString() : said;
  }
}
