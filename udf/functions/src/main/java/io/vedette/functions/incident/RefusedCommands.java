package io.vedette.functions.incident;

import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.ByteBuffer;

/** Commands that could not be applied, as dead letters. */
final class RefusedCommands {

  private RefusedCommands() {}

  static DeadLetter letter(IncidentCommand command, String reason) {
    byte[] json = ResultJson.write(command);
    return DeadLetter.newBuilder()
        .setReason(DeadLetterReason.REFUSED)
        .setMessage(command.getKind() + " of " + command.getIncidentId() + ": " + reason)
        .setOrigin("command/" + command.getId())
        .setSource(command.getAuthor().isEmpty() ? null : command.getAuthor())
        .setTimestamp(command.getTimestamp())
        .setCount(1)
        .setPayload(ByteBuffer.wrap(json))
        .setPayloadSize(json.length)
        .build();
  }
}
