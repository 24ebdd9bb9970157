package io.vedette.gateway.ingest;

import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.gateway.access.Access;
import io.vedette.gateway.access.Access.Caller;
import io.vedette.gateway.access.HubSignatures;
import io.vedette.gateway.limits.InFlightBudget;
import io.vedette.gateway.log.BodyLogException;
import io.vedette.gateway.log.BodyRecord;
import io.vedette.gateway.telemetry.Outcome;
import io.vedette.schema.result.DeadLetterReason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request, from its headers to its answer.
 *
 * <pre>
 *   admit (caller, kind, size, rate, room) --&gt; read --&gt; check --&gt; append --&gt; answer
 *      \-- refused: throw the body away ----------\--------\---------\-----&gt; answer
 * </pre>
 *
 * <p>Guarantees: exactly one answer and one counted outcome; a 2xx, or a 400 that tells of samples
 * written, only after the log has stored the body; what is reserved is given back when the log is
 * done with the body, even if the sender was answered before.
 */
final class Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** Source of what is signed. */
  private static final String GITHUB = "github";

  /** The log fails a body by itself at the delivery timeout; this is for a log that does not. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final IngestRoute route;
  private final IngestServices services;
  private final HttpServletRequest request;
  private final InFlightBudget.Reservation reservation;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private Answers answers;
  private boolean handedOver;

  private record Admitted(Caller caller, BodyKind kind, long declared) {}

  Exchange(IngestRoute route, IngestServices services, HttpServletRequest request) {
    this.route = route;
    this.services = services;
    this.request = request;
    this.reservation = services.budget().open();
    this.answers = route.negotiation().answersTo(request::getHeader);
  }

  /** Starts; the answer comes on a thread of the answerer. */
  CompletableFuture<Answer> run() {
    try {
      Admitted admitted = admit();
      answers = admitted.kind().answers();
      CompletableFuture<byte[]> body =
          BodyReader.read(
              request.getInputStream(),
              reservation,
              admitted.declared(),
              services.limits().maxBodyBytes());
      failAfter(services.limits().bodyTimeout(), body, new RefusedException(Refusal.tooSlow()));
      then(body, services.checker(), bytes -> checkAndStore(admitted, bytes));
    } catch (RefusedException refused) {
      discardAndRefuse(refused.refusal());
    } catch (IOException | RuntimeException unexpected) {
      refuse(unexpected);
    }
    return answer;
  }

  // Nothing of the body is read yet.
  private Admitted admit() throws RefusedException {
    Caller caller = caller();
    if (services.stopping().getAsBoolean()) {
      throw new RefusedException(Refusal.overloaded("the gateway is stopping"));
    }
    BodyKind kind = route.negotiation().kindOf(request::getHeader);
    long declared = request.getContentLengthLong();
    int maxBytes = services.limits().maxBodyBytes();
    if (declared > maxBytes) {
      throw new RefusedException(Refusal.tooLarge(maxBytes));
    }
    long known = Math.max(0, declared);
    long wait = services.limiter().tryEnter(caller.account(), known);
    if (wait > 0) {
      throw new RefusedException(Refusal.rateLimited(caller.account(), wait));
    }
    if (!reservation.tryGrow(InFlightBudget.OVERHEAD_BYTES + known)) {
      throw new RefusedException(
          Refusal.overloaded("too much is in flight (gateway.in-flight-bytes)"));
    }
    return new Admitted(caller, kind, declared);
  }

  private Caller caller() throws RefusedException {
    if (route.signatures() != null) {
      if (!HubSignatures.isSignature(request.getHeader(HubSignatures.HEADER))) {
        throw new RefusedException(Refusal.unsigned());
      }
      // nobody is known before the body is read: its use is counted to where it comes from
      String address = request.getRemoteAddr();
      return new Caller(GITHUB, address == null ? GITHUB : address);
    }
    try {
      return services
          .access()
          .callerOf(
              new Access.Credentials(
                  request.getHeader("Authorization"),
                  request.getHeader(Access.SOURCE_HEADER),
                  request.getRemoteAddr()))
          .orElseThrow(() -> new RefusedException(Refusal.unauthorized()));
    } catch (IllegalArgumentException wrongName) {
      throw new RefusedException(Refusal.of(400, String.valueOf(wrongName.getMessage())));
    }
  }

  /** Runs on a check thread. */
  private void checkAndStore(Admitted admitted, byte[] body) throws RefusedException {
    services.metrics().received(route.path(), body.length);
    HubSignatures signatures = route.signatures();
    if (signatures != null && !signatures.isOf(request.getHeader(HubSignatures.HEADER), body)) {
      throw new RefusedException(Refusal.unsigned());
    }
    if (admitted.declared() < 0) {
      services.limiter().charge(admitted.caller().account(), body.length);
    }
    Verdict verdict = check(admitted.kind(), body);
    if (verdict.isEmpty()) {
      end(answers.accepted(verdict), Outcome.EMPTY);
    } else if (verdict.good() == 0) {
      services.metrics().refused(route.path(), verdict.refused());
      throw new RefusedException(Refusal.of(400, verdict.refusedInWords()));
    } else {
      store(admitted, body, verdict);
    }
  }

  private Verdict check(BodyKind kind, byte[] body) throws RefusedException {
    try {
      return kind.check().check(body).shortened(services.limits().maxMessageChars());
    } catch (UnreadableBodyException unreadable) {
      int status = unreadable.reason() == DeadLetterReason.TOO_LARGE ? 413 : 400;
      throw new RefusedException(Refusal.of(status, String.valueOf(unreadable.getMessage())));
    }
  }

  private void store(Admitted admitted, byte[] body, Verdict verdict) {
    BodyKind kind = admitted.kind();
    long begun = System.nanoTime();
    CompletableFuture<Void> stored =
        services
            .log()
            .append(
                new BodyRecord(
                    route.topic(),
                    admitted.caller().source(),
                    kind.format(),
                    kind.encoding(),
                    kind.mapping(),
                    body));
    handedOver = true;
    CompletableFuture<Void> freed =
        stored.whenComplete(
            (nothing, failure) -> {
              // First of all, on whichever thread: the room is free again, answered or not.
              reservation.close();
              services.metrics().appended(failure == null, System.nanoTime() - begun);
            });
    CompletableFuture<@Nullable Throwable> outcome = freed.handle((nothing, failure) -> failure);
    CompletableFuture<@Nullable Throwable> inTime = outcome.copy();
    failAfter(
        services.limits().deliveryTimeout().plus(GRACE),
        inTime,
        new BodyLogException(
            BodyLogException.Kind.UNAVAILABLE, "Kafka did not answer in time", null));
    then(
        inTime.exceptionally(late -> late),
        services.answerer(),
        failure -> endStored(verdict, body.length, failure));
  }

  private void endStored(Verdict verdict, int bytes, @Nullable Throwable failure) {
    if (failure != null) {
      services.metrics().failed(route.path(), verdict.good());
      services.metrics().refused(route.path(), verdict.refused());
      refuse(failure);
      return;
    }
    services.metrics().stored(route.path(), bytes);
    services.metrics().accepted(route.path(), verdict.good());
    services.metrics().refused(route.path(), verdict.refused());
    end(
        answers.accepted(verdict),
        verdict.refused() == 0 ? Outcome.STORED : Outcome.STORED_IN_PART);
  }

  private void discardAndRefuse(Refusal refusal) {
    int maxBytes = services.limits().maxBodyBytes();
    boolean nothingToRead = request.getContentLengthLong() == 0;
    boolean senderWaits = request.getHeader("Expect") != null;
    boolean tooMuch = request.getContentLengthLong() > 2L * maxBytes;
    if (nothingToRead || senderWaits || tooMuch) {
      refuse(refusal);
      return;
    }
    try {
      CompletableFuture<byte[]> discarded =
          BodyReader.discard(request.getInputStream(), reservation, maxBytes, refusal);
      failAfter(services.limits().bodyTimeout(), discarded, new RefusedException(refusal));
      then(discarded, services.answerer(), bytes -> refuse(refusal));
    } catch (IOException | RuntimeException unexpected) {
      refuse(unexpected);
    }
  }

  private void refuse(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RefusedException refused) {
      refuse(refused.refusal());
    } else if (cause instanceof BodyLogException notStored) {
      String message = String.valueOf(notStored.getMessage());
      refuse(
          notStored.kind() == BodyLogException.Kind.TOO_LARGE
              ? Refusal.of(413, message)
              : Refusal.failed(message));
    } else if (cause instanceof RejectedExecutionException) {
      refuse(Refusal.overloaded("the gateway is stopping"));
    } else {
      LOG.error("Request to {} failed", route.path(), cause);
      refuse(Refusal.internal());
    }
  }

  private void refuse(Refusal refusal) {
    LOG.debug("{} refused with {}: {}", route.path(), refusal.status(), refusal.message());
    end(answers.refused(refusal.shortened(services.limits().maxMessageChars())), refusal.outcome());
  }

  private void end(Answer told, Outcome outcome) {
    if (ended.compareAndSet(false, true)) {
      services.metrics().ended(route.path(), outcome);
      if (!handedOver) {
        reservation.close();
      }
      inTurn(() -> answer.complete(told));
    }
  }

  /** On a thread of the answerer, or on this one when there is none left. */
  private void inTurn(Runnable step) {
    try {
      services.answerer().execute(step);
    } catch (RejectedExecutionException stopping) {
      step.run();
    }
  }

  private interface Step<T extends @Nullable Object> {
    void take(T value) throws RefusedException;
  }

  /** Goes on with a value elsewhere; whatever fails, here or there, ends the request. */
  private <T extends @Nullable Object> void then(
      CompletableFuture<T> before, Executor where, Step<T> step) {
    CompletableFuture<T> unused =
        before.whenComplete(
            (value, failure) -> {
              try {
                where.execute(() -> take(value, failure, step));
              } catch (RejectedExecutionException stopping) {
                refuse(stopping);
              }
            });
  }

  private <T extends @Nullable Object> void take(
      T value, @Nullable Throwable failure, Step<T> step) {
    if (failure != null) {
      refuse(failure);
      return;
    }
    try {
      step.take(value);
    } catch (RefusedException | RuntimeException | Error failed) {
      // An error too, as when memory runs out: the room must be given back and the sender told.
      refuse(failed);
    }
  }

  private void failAfter(Duration patience, CompletableFuture<?> step, Throwable why) {
    ScheduledFuture<?> deadline =
        services
            .timer()
            .schedule(
                () -> step.completeExceptionally(why), patience.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<?> unused = step.whenComplete((value, failure) -> deadline.cancel(false));
  }
}
