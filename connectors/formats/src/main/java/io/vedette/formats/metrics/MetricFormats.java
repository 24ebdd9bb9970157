package io.vedette.formats.metrics;

/** Tells formats by their bytes, where nobody said which it is. */
public final class MetricFormats {

  private MetricFormats() {}

  /**
   * Whether an OTLP body is JSON or protobuf. JSON begins with a brace after blanks. Protobuf
   * begins with byte 10, which is a line end too, and may go on with a length of 123, which is a
   * brace: a body that begins so is protobuf when its outermost fields fill it to the last byte.
   */
  public static MetricFormat sniff(byte[] body) {
    int at = 0;
    while (at < body.length && isBlank(body[at])) {
      at++;
    }
    boolean brace = at < body.length && body[at] == '{';
    return brace && !(at > 0 && isListOfField1(body))
        ? MetricFormat.OTLP_JSON
        : MetricFormat.OTLP_PROTO;
  }

  private static boolean isListOfField1(byte[] body) {
    WireReader wire = new WireReader();
    wire.reset(body, 0, body.length);
    try {
      while (wire.hasMore()) {
        if (wire.readTag() != WireReader.tag(1, WireReader.LENGTH)) {
          return false;
        }
        wire.skipLength();
      }
      return true;
    } catch (UnreadableBodyException notProtobuf) {
      return false;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }
}
