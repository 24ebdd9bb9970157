package io.vedette.gateway.ingest;

import io.vedette.gateway.access.Access;
import io.vedette.gateway.limits.InFlightBudget;
import io.vedette.gateway.limits.SourceLimiter;
import io.vedette.gateway.log.BodyLog;
import io.vedette.gateway.telemetry.GatewayMetrics;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/**
 * What every ingest route needs.
 *
 * @param access who sends
 * @param limiter how much each may send
 * @param budget how much is in flight
 * @param log where bodies go
 * @param metrics what is counted
 * @param checker runs checks of bodies
 * @param answerer runs what ends a request; never the log's own thread
 * @param timer for deadlines; runs nothing long
 * @param stopping whether no more is taken
 * @param limits of one request
 */
public record IngestServices(
    Access access,
    SourceLimiter limiter,
    InFlightBudget budget,
    BodyLog log,
    GatewayMetrics metrics,
    Executor checker,
    Executor answerer,
    ScheduledExecutorService timer,
    BooleanSupplier stopping,
    Limits limits) {

  /**
   * Limits of one request.
   *
   * @param maxBodyBytes largest body, as sent
   * @param maxMessageChars longest error message
   * @param bodyTimeout to send a body
   * @param deliveryTimeout to store it
   */
  public record Limits(
      int maxBodyBytes, int maxMessageChars, Duration bodyTimeout, Duration deliveryTimeout) {}
}
