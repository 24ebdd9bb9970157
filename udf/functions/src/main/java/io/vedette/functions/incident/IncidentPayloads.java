package io.vedette.functions.incident;

import io.vedette.schema.incident.IncidentMessage;
import io.vedette.statefun.shaded.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.statefun.flink.core.generated.Payload;
import org.apache.flink.statefun.flink.core.message.MessagePayloadSerializer;

/** How StateFun's messages are written, on the wire and in checkpoints. Made by its name. */
public final class IncidentPayloads implements MessagePayloadSerializer {

  private static final String TYPE = "incident-message";

  /** For StateFun. */
  public IncidentPayloads() {}

  @Override
  public Payload serialize(Object message) {
    try {
      return Payload.newBuilder()
          .setClassName(TYPE)
          .setPayloadBytes(ByteString.copyFrom(IncidentMessages.write((IncidentMessage) message)))
          .build();
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
  }

  @Override
  public Object deserialize(ClassLoader loader, Payload payload) {
    try {
      return IncidentMessages.read(payload.getPayloadBytes().toByteArray());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("a message of incidents in state", unreadable);
    }
  }

  @Override
  public Object copy(ClassLoader loader, Object message) {
    return IncidentMessage.newBuilder((IncidentMessage) message).build();
  }
}
