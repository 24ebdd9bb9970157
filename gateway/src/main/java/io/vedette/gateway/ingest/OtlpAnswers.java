package io.vedette.gateway.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Answers of OTLP/HTTP: an Export*ServiceResponse, empty or with partial_success, or a
 * google.rpc.Status. Both messages are so small that they are written by hand. (<a
 * href="https://opentelemetry.io/docs/specs/otlp/#otlphttp-response">Specification</a>.)
 */
enum OtlpAnswers implements Answers {
  /** As protobuf. */
  PROTOBUF("application/x-protobuf") {
    @Override
    byte[] partialSuccess(long rejected, String message, String unit) {
      byte[] partial =
          message(
              out -> {
                out.writeInt64(1, rejected);
                out.writeString(2, message);
              });
      return message(out -> out.writeByteArray(1, partial));
    }

    @Override
    byte[] success() {
      return new byte[0];
    }

    @Override
    byte[] status(int code, String message) {
      return message(
          out -> {
            out.writeInt32(1, code);
            out.writeString(2, message);
          });
    }
  },
  /** As JSON, 64-bit numbers as strings. */
  JSON("application/json") {
    @Override
    byte[] partialSuccess(long rejected, String message, String unit) {
      ObjectNode response = MAPPER.createObjectNode();
      response
          .putObject("partialSuccess")
          .put(rejectedField(unit), Long.toString(rejected))
          .put("errorMessage", message);
      return bytes(response);
    }

    @Override
    byte[] success() {
      return "{}".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    byte[] status(int code, String message) {
      return bytes(MAPPER.createObjectNode().put("code", code).put("message", message));
    }
  };

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final String contentType;

  OtlpAnswers(String contentType) {
    this.contentType = contentType;
  }

  abstract byte[] partialSuccess(long rejected, String message, String unit);

  abstract byte[] success();

  abstract byte[] status(int code, String message);

  @Override
  public Answer accepted(Verdict verdict) {
    byte[] body =
        verdict.refused() == 0
            ? success()
            : partialSuccess(verdict.refused(), verdict.refusedInWords(), verdict.unit());
    return new Answer(200, contentType, body, Map.of());
  }

  @Override
  public Answer refused(Refusal refusal) {
    return new Answer(
        refusal.status(),
        contentType,
        status(rpcCode(refusal.status()), refusal.message()),
        refusal.headers());
  }

  /** The google.rpc.Code that stands for an HTTP status. */
  private static int rpcCode(int status) {
    return switch (status) {
      case 401 -> 16; // UNAUTHENTICATED
      case 415 -> 12; // UNIMPLEMENTED
      case 429 -> 8; // RESOURCE_EXHAUSTED
      case 500 -> 13; // INTERNAL
      case 503 -> 14; // UNAVAILABLE
      default -> 3; // INVALID_ARGUMENT
    };
  }

  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.writeTo(out);
      out.flush();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return bytes.toByteArray();
  }

  /** What is counted in a response of the signal. */
  private static String rejectedField(String unit) {
    return switch (unit) {
      case Verdict.LOG_LINES -> "rejectedLogRecords";
      case Verdict.SPANS -> "rejectedSpans";
      default -> "rejectedDataPoints";
    };
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException treeOfOurs) {
      throw new IllegalStateException(treeOfOurs);
    }
  }
}
