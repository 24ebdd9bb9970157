package io.vedette.functions.incident;

import io.vedette.schema.incident.IncidentMessage;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Messages as bytes: Avro's single-object encoding, which begins with the fingerprint of the schema
 * it was written by. When the schema changes, the one before is added to those that can be read, by
 * {@code IncidentMessage.getDecoder().addSchema}: delayed messages lie in savepoints.
 */
final class IncidentMessages {

  private IncidentMessages() {}

  static byte[] write(IncidentMessage message) throws IOException {
    ByteBuffer bytes = IncidentMessage.getEncoder().encode(message);
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  static IncidentMessage read(byte[] bytes) throws IOException {
    return IncidentMessage.getDecoder().decode(bytes);
  }
}
