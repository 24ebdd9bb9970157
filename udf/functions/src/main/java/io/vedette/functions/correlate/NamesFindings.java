package io.vedette.functions.correlate;

import io.vedette.schema.NamesModelKey;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes the records that say what became of models of names. */
final class NamesFindings {

  private static final String SPELLING = "spelling";

  private NamesFindings() {}

  /** An environment goes over to another model, or to none. */
  static Audit changed(
      String environment,
      @Nullable String before,
      KnownNames.@Nullable Used after,
      long timestamp) {
    String version = after == null ? SPELLING : after.version();
    return Audit.newBuilder()
        .setKind(AuditKind.NAMES_CHANGED)
        .setSeriesId(null)
        .setSeries(null)
        .setTimestamp(timestamp)
        .setAuthor("group-alerts")
        .setCause(new NamesModelKey(environment, ModelStatus.CHAMPION).toString())
        .setBefore(before == null ? SPELLING : before)
        .setAfter(version)
        .setMessage(
            after == null
                ? "alerts of " + environment + " are grouped by the spelling of names alone"
                : "alerts of "
                    + environment
                    + " are grouped by the names of run "
                    + version
                    + ", which "
                    + after.reason())
        .build();
  }

  /** A model that cannot be used. */
  static DeadLetter refused(GroupingControl control, IllegalArgumentException why) {
    NamesModelRecord model = control.getNames();
    String environment = String.valueOf(control.getEnvironment());
    String figures =
        model == null
            ? ""
            : model.getVersion() + " " + model.getReason() + " " + model.getFigures();
    byte[] payload = figures.getBytes(StandardCharsets.UTF_8);
    return DeadLetter.newBuilder()
        .setReason(DeadLetterReason.REFUSED)
        .setMessage(
            "the trained model of names of environment "
                + environment
                + " is not used, its names are compared by spelling: "
                + why.getMessage())
        .setOrigin(new NamesModelKey(environment, ModelStatus.CHAMPION).toString())
        .setSource(null)
        .setTimestamp(model == null ? 0 : model.getTrainedAt())
        .setCount(1)
        .setPayload(ByteBuffer.wrap(payload))
        .setPayloadSize(payload.length)
        .build();
  }
}
