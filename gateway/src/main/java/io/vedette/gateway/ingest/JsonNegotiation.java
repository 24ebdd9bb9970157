package io.vedette.gateway.ingest;

/**
 * Bodies of one format in JSON, packed with gzip or not. Asks for {@code application/json}, which a
 * browser does not send to another site's loopback without asking first; what Amazon SNS sends as
 * text is told by its own header, which a browser does not send either.
 */
final class JsonNegotiation implements Negotiation {

  private static final String SNS = "x-amz-sns-message-type";

  private final Answers answers;
  private final BodyKind plain;
  private final BodyKind gzip;

  /** Makes the kind of a body that is packed or not. */
  interface Kinds {
    BodyKind of(boolean gzip);
  }

  /** By the kind of each. */
  JsonNegotiation(Kinds kinds) {
    plain = kinds.of(false);
    gzip = kinds.of(true);
    answers = plain.answers();
  }

  @Override
  public BodyKind kindOf(Headers headers) throws RefusedException {
    boolean packed = GzipChoice.isGzip(headers.get("Content-Encoding"));
    MediaType type = MediaType.parse(headers.get("Content-Type"));
    boolean isSns = type.type().equals("text/plain") && headers.get(SNS) != null;
    if (!isSns && !GzipChoice.isJson(type)) {
      throw new RefusedException(
          Refusal.of(
              415,
              "Content-Type " + headers.get("Content-Type") + "; supported: application/json"));
    }
    return packed ? gzip : plain;
  }

  @Override
  public Answers answersTo(Headers headers) {
    return answers;
  }
}
