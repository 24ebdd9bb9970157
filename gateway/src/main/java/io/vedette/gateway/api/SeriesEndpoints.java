package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.formats.control.ControlMessage;
import io.vedette.gateway.live.LiveJson;
import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.FeedbackKind;
import io.vedette.schema.control.Repetition;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import io.vedette.store.AlertQuery;
import io.vedette.store.Page;
import io.vedette.store.SeriesQuery;
import io.vedette.store.StoredPoint;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Series, their points and alerts, and what people think of them. */
final class SeriesEndpoints {

  private static final Set<String> FEEDBACK =
      Set.of("kind", "timestamp", "comment", "undoes", "from", "to", "repeat", "zone");

  private final Told told;
  private final Commands commands;
  private final Clock clock;

  SeriesEndpoints(Told told, Commands commands, Clock clock) {
    this.told = told;
    this.commands = commands;
    this.clock = clock;
  }

  ApiAnswer list(ApiRequest request) {
    SeriesQuery query =
        new SeriesQuery(
            request.text("name"), null, request.text("service"), request.labels("label"));
    return told.page(request, page -> told.store().series(query, page), Told::of);
  }

  ApiAnswer points(ApiRequest request) {
    String id = request.hexId();
    long from = request.requiredMillis("from");
    long to = request.requiredMillis("to");
    if (from >= to) {
      throw ApiProblem.bad("from must be before to");
    }
    Page<StoredPoint> page = Told.ask(request, p -> told.store().points(id, from, to, p));
    if (page.items().isEmpty() && told.store().series(id).isEmpty()) {
      throw ApiProblem.notFound("series");
    }
    ObjectNode answer =
        ApiAnswer.pageNode(page.items().stream().map(Told::of).toList(), page.next());
    long step = page.items().stream().mapToLong(StoredPoint::step).max().orElse(0);
    return ApiAnswer.of(answer.put("stepMs", step));
  }

  ApiAnswer alerts(ApiRequest request) {
    AlertQuery query =
        new AlertQuery(
            request.words("status", AlertStatus.class),
            request.words("severity", Severity.class),
            request.text("service"),
            request.hexParameter("seriesId"),
            request.millis("since"),
            request.millis("until"),
            request.text("q"));
    return told.page(request, page -> told.store().alerts(query, page), LiveJson::node);
  }

  CompletableFuture<ApiAnswer> feedback(ApiRequest request) {
    ObjectNode body = request.object(FEEDBACK);
    String id = UUID.randomUUID().toString();
    String series = request.hexId();
    FeedbackKind kind = Fields.word(body, "kind", FeedbackKind.class);
    Repetition repeat =
        body.has("repeat") ? Fields.word(body, "repeat", Repetition.class) : Repetition.ONCE;
    ControlMessage message =
        Commands.checked(
            () ->
                ControlMessage.of(
                    FeedbackCommand.newBuilder()
                        .setId(id)
                        .setKind(kind)
                        .setSeriesId(series)
                        .setTimestamp(
                            Objects.requireNonNullElseGet(
                                Fields.millis(body, "timestamp", 1), clock::millis))
                        .setAuthor(request.principal().name())
                        .setComment(Fields.text(body, "comment"))
                        .setUndoes(Fields.optionalText(body, "undoes"))
                        .setFrom(Fields.millis(body, "from", 1))
                        .setTo(Fields.millis(body, "to", 1))
                        .setRepeat(repeat)
                        .setZone(
                            Objects.requireNonNullElse(Fields.optionalText(body, "zone"), "UTC"))
                        .build()));
    return commands.send(request, message, kind + " on series " + series, id);
  }
}
