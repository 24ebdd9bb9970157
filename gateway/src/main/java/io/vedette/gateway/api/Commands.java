package io.vedette.gateway.api;

import io.vedette.formats.control.ControlMessage;
import io.vedette.gateway.access.Principal;
import io.vedette.gateway.log.CommandLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what people say to the job and keeps account of it: one line in the log {@value #AUDIT} for
 * each, with who asked, from where, for what, and how it ended. What the job made of it is in the
 * audit of the API.
 */
final class Commands {

  static final String AUDIT = "io.vedette.gateway.audit";

  private static final Logger AUDIT_LOG = LoggerFactory.getLogger(AUDIT);

  private final CommandLog log;

  Commands(CommandLog log) {
    this.log = log;
  }

  /** A message, or a problem that says what is wrong with it. */
  static ControlMessage checked(Supplier<ControlMessage> message) {
    try {
      return message.get();
    } catch (IllegalArgumentException wrong) {
      throw ApiHandler.refused(wrong);
    }
  }

  /**
   * Sends a message; answers when every in-sync replica has it.
   *
   * @param what for the account; holds nothing that was not checked
   */
  CompletableFuture<ApiAnswer> send(
      ApiRequest request, ControlMessage message, String what, String id) {
    return send(request, List.of(message), what, id);
  }

  /** Sends messages in this order; answers when every in-sync replica has the last. */
  CompletableFuture<ApiAnswer> send(
      ApiRequest request, List<ControlMessage> messages, String what, String id) {
    CompletableFuture<Void> stored = CompletableFuture.completedFuture(null);
    for (ControlMessage message : messages) {
      stored = stored.thenCompose(nothing -> log.append(message));
    }
    return stored
        .whenComplete((nothing, failure) -> account(request, what, id, failure == null))
        .thenApply(nothing -> ApiAnswer.accepted(id));
  }

  /** One line of the account: who did what, and whether it is known to be stored. */
  static void account(ApiRequest request, String what, String id, boolean stored) {
    Principal principal = request.principal();
    AUDIT_LOG.info(
        "{} ({}, {}) from {}: {}, {}: {}",
        principal.name(),
        principal.role(),
        principal.via(),
        request.context().req().getRemoteAddr(),
        what,
        id,
        stored ? "stored" : "not known to be stored");
  }
}
