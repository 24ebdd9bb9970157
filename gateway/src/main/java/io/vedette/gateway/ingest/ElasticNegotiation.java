package io.vedette.gateway.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.formats.logs.LogFormat;
import io.vedette.formats.metrics.DecoderLimits;
import java.util.Map;

/**
 * Elasticsearch's bulk request: newline-delimited JSON, packed with gzip or not.
 *
 * <p>Answers as Elasticsearch does, an item for each action: those stored with 201, then those
 * refused with 400, whatever their order in the body was.
 */
final class ElasticNegotiation implements Negotiation {

  private static final Answers ANSWERS = new BulkAnswers();

  private final BodyKind plain;
  private final BodyKind gzip;

  ElasticNegotiation(DecoderLimits limits) {
    plain = kind(false, limits);
    gzip = kind(true, limits);
  }

  private static BodyKind kind(boolean gzip, DecoderLimits limits) {
    return new BodyKind(
        LogFormat.ELASTIC_BULK.word(),
        gzip ? "gzip" : null,
        new LogBodyCheck(LogFormat.ELASTIC_BULK, gzip, limits),
        ANSWERS);
  }

  @Override
  public BodyKind kindOf(Headers headers) throws RefusedException {
    MediaType type = MediaType.parse(headers.get("Content-Type"));
    boolean packed = GzipChoice.isGzip(headers.get("Content-Encoding"));
    if (!type.type().equals("application/x-ndjson") && !GzipChoice.isJson(type)) {
      throw new RefusedException(
          Refusal.of(
              415,
              "Content-Type "
                  + headers.get("Content-Type")
                  + "; supported: application/x-ndjson, application/json"));
    }
    return packed ? gzip : plain;
  }

  @Override
  public Answers answersTo(Headers headers) {
    return ANSWERS;
  }

  private static final class BulkAnswers implements Answers {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    @Override
    public Answer accepted(Verdict verdict) {
      ObjectNode answer =
          MAPPER.createObjectNode().put("took", 0).put("errors", verdict.refused() > 0);
      ArrayNode items = answer.putArray("items");
      for (long i = 0; i < verdict.good(); i++) {
        items.addObject().putObject("create").put("status", 201).put("result", "created");
      }
      for (long i = 0; i < verdict.refused(); i++) {
        items
            .addObject()
            .putObject("create")
            .put("status", 400)
            .putObject("error")
            .put("type", "mapper_parsing_exception")
            .put("reason", verdict.firstRefusal());
      }
      return json(200, answer, Map.of());
    }

    @Override
    public Answer refused(Refusal refusal) {
      ObjectNode answer = MAPPER.createObjectNode().put("status", refusal.status());
      answer.putObject("error").put("type", "refused").put("reason", refusal.message());
      return json(refusal.status(), answer, refusal.headers());
    }

    private static Answer json(int status, ObjectNode answer, Map<String, String> headers) {
      try {
        return new Answer(status, "application/json", MAPPER.writeValueAsBytes(answer), headers);
      } catch (JsonProcessingException treeOfOurs) {
        throw new IllegalStateException(treeOfOurs);
      }
    }
  }
}
