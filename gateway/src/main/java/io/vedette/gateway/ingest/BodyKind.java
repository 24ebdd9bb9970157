package io.vedette.gateway.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What a body was negotiated to be.
 *
 * @param format word of the format, for Kafka's header
 * @param encoding content-encoding that is no part of the format, for Kafka's header, else null
 * @param mapping name or text of the mapping it is read by, for Kafka's header, else null
 * @param check looks whether it is so
 * @param answers how its sender is answered
 */
record BodyKind(
    String format,
    @Nullable String encoding,
    @Nullable String mapping,
    BodyCheck check,
    Answers answers) {

  /** Of a format that needs no mapping. */
  BodyKind(String format, @Nullable String encoding, BodyCheck check, Answers answers) {
    this(format, encoding, null, check, answers);
  }
}
