package io.vedette.gateway.api;

import io.vedette.gateway.log.AtomicLog;
import io.vedette.gateway.log.BodyLogException;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What people do without the job, with its line of the audit: both are written or neither is. */
final class AuditedWrites {

  private final AtomicLog log;
  private final String auditTopic;
  private final Clock clock;

  AuditedWrites(AtomicLog log, String auditTopic, Clock clock) {
    this.log = log;
    this.auditTopic = auditTopic;
    this.clock = clock;
  }

  /**
   * What was done.
   *
   * @param seriesId of the series it is about; null for none
   * @param cause id of what it was done to
   * @param before what held before
   * @param after what holds from now on
   * @param message for a person
   */
  record Deed(
      AuditKind kind,
      @Nullable String seriesId,
      String cause,
      String before,
      String after,
      String message) {}

  /** Writes records and the line. */
  void write(ApiRequest request, List<ProducerRecord<byte[], byte[]>> records, Deed deed)
      throws BodyLogException {
    Audit line =
        Audit.newBuilder()
            .setKind(deed.kind())
            .setSeriesId(deed.seriesId())
            .setTimestamp(clock.millis())
            .setAuthor(request.principal().name())
            .setCause(deed.cause())
            .setBefore(deed.before())
            .setAfter(deed.after())
            .setMessage(deed.message())
            .build();
    String key = deed.seriesId() == null ? deed.cause() : deed.seriesId();
    List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(records);
    all.add(
        new ProducerRecord<>(
            auditTopic, key.getBytes(StandardCharsets.UTF_8), ResultJson.write(line)));
    boolean stored = false;
    try {
      log.append(all);
      stored = true;
    } finally {
      Commands.account(request, deed.message(), deed.cause(), stored);
    }
  }
}
