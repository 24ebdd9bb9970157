package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.formats.control.ControlMessage;
import io.vedette.gateway.live.LiveJson;
import io.vedette.gateway.live.RecentByKey;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.control.IncidentCommandKind;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import io.vedette.store.IncidentQuery;
import io.vedette.store.IncidentQuery.Sort;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Incidents, and what people do with them. */
final class IncidentEndpoints {

  private static final String NEWEST_FIRST = "-startsAt";
  private static final Map<String, Sort> SORTS =
      Map.of(
          "startsAt", Sort.STARTS_AT,
          "changedAt", Sort.CHANGED_AT,
          "severity", Sort.SEVERITY,
          "alertCount", Sort.ALERTS);
  private static final Set<String> COMMAND = Set.of("kind", "comment", "until", "into", "alerts");

  private final Told told;
  private final RecentByKey<Incident> recent;
  private final Commands commands;
  private final Clock clock;

  IncidentEndpoints(Told told, RecentByKey<Incident> recent, Commands commands, Clock clock) {
    this.told = told;
    this.recent = recent;
    this.commands = commands;
    this.clock = clock;
  }

  ApiAnswer list(ApiRequest request) {
    String said = Objects.requireNonNullElse(request.one("sort"), NEWEST_FIRST);
    boolean descending = said.startsWith("-");
    Sort sort = SORTS.get(descending ? said.substring(1) : said);
    if (sort == null) {
      throw ApiProblem.bad(
          "sort must be startsAt, changedAt, severity or alertCount, with - before it to descend");
    }
    IncidentQuery query =
        new IncidentQuery(
            request.words("status", IncidentStatus.class),
            request.words("severity", Severity.class),
            request.text("environment"),
            request.text("service"),
            request.millis("since"),
            request.millis("until"),
            request.text("q"),
            sort,
            descending);
    return told.page(request, page -> told.store().incidents(query, page), LiveJson::summaryNode);
  }

  ApiAnswer one(ApiRequest request) {
    return ApiAnswer.of(LiveJson.node(find(request)));
  }

  ApiAnswer alerts(ApiRequest request) {
    return Pages.of(request, find(request).getAlerts(), LiveJson::node);
  }

  ApiAnswer similar(ApiRequest request) {
    return Pages.of(request, find(request).getSimilar(), LiveJson::node);
  }

  ApiAnswer timeline(ApiRequest request) {
    return Pages.of(request, Timeline.of(find(request), told.store()), entry -> entry);
  }

  /** As it is on Kafka where that is known, since the store may be behind by a batch. */
  private Incident find(ApiRequest request) {
    String id = request.hexId();
    return recent
        .get(id)
        .or(() -> told.store().incident(id))
        .orElseThrow(() -> ApiProblem.notFound("incident"));
  }

  CompletableFuture<ApiAnswer> command(ApiRequest request) {
    ObjectNode body = request.object(COMMAND);
    String id = UUID.randomUUID().toString();
    String incident = request.hexId();
    IncidentCommandKind kind = Fields.word(body, "kind", IncidentCommandKind.class);
    ControlMessage message =
        Commands.checked(
            () ->
                ControlMessage.of(
                    IncidentCommand.newBuilder()
                        .setId(id)
                        .setKind(kind)
                        .setIncidentId(incident)
                        .setTimestamp(clock.millis())
                        .setAuthor(request.principal().name())
                        .setComment(Fields.text(body, "comment"))
                        .setUntil(Fields.millis(body, "until", 1))
                        .setInto(Fields.optionalText(body, "into"))
                        .setAlerts(Fields.texts(body, "alerts"))
                        .build()));
    return commands.send(request, message, kind + " of incident " + incident, id);
  }
}
