package io.vedette.gateway.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import io.vedette.gateway.live.LiveJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operations of the API as tools of MCP: what a tool takes is what the contract says of the
 * operation, and a call of it is a request to its endpoint by the same caller.
 */
final class McpTools {

  private static final Logger LOG = LoggerFactory.getLogger(McpTools.class);

  /** Those that only tell. */
  private static final List<String> READING =
      List.of(
          "listIncidents",
          "getIncident",
          "listIncidentAlerts",
          "listIncidentTimeline",
          "listSimilarIncidents",
          "listAlerts",
          "listSeries",
          "listPoints",
          "scoreSeries",
          "getTopology",
          "listSilences",
          "listMaintenance",
          "listModels",
          "listModelVersions",
          "listDeadLetters",
          "listAudit",
          "getPipeline");

  /** Those that act. */
  private static final List<String> ACTING =
      List.of(
          "commandIncident",
          "sendFeedback",
          "putSilence",
          "deleteSilence",
          "putMaintenance",
          "deleteMaintenance");

  /** Items of a page unless said otherwise: a page of the API is long for a model to read. */
  private static final String PAGE = "20";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ContractSchemas schemas;
  private final QuotedJson quoted;
  private final Map<String, Operation> byTool = new LinkedHashMap<>();

  /**
   * Tools over operations.
   *
   * @param acts whether those that act are among them
   */
  McpTools(ContractSchemas schemas, List<Operation> operations, boolean acts, QuotedJson quoted) {
    this.schemas = schemas;
    this.quoted = quoted;
    Map<String, Operation> byId = new HashMap<>();
    operations.forEach(operation -> byId.put(operation.id(), operation));
    List<String> wanted = new ArrayList<>(READING);
    if (acts) {
      wanted.addAll(ACTING);
    }
    for (String id : wanted) {
      Operation operation = byId.get(id);
      if (operation == null) {
        throw new IllegalStateException(Api.CONTRACT + " has no operation " + id);
      }
      byTool.put(nameOf(id), operation);
    }
  }

  /** {@code listIncidents} as {@code list_incidents}. */
  static String nameOf(String operationId) {
    return operationId.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
  }

  /** All of them. */
  List<Tool> all() {
    return byTool.entrySet().stream().map(e -> tool(e.getKey(), e.getValue())).toList();
  }

  /** Whether a caller may use a tool. */
  boolean isFor(ApiRequest caller, String tool) {
    Operation operation = byTool.get(tool);
    return operation != null && caller.principal().role().includes(operation.role());
  }

  private Tool tool(String name, Operation operation) {
    JsonNode told = schemas.operation(operation.method(), operation.path());
    String summary = told.path("summary").asText();
    boolean reads = READING.contains(operation.id());
    Map<String, Object> input =
        MAPPER.convertValue(
            schemas.input(operation.method(), operation.path()), new TypeReference<>() {});
    return Tool.builder(name, input)
        .title(summary)
        .description((summary + ". " + told.path("description").asText()).strip())
        .annotations(
            ToolAnnotations.builder()
                .title(summary)
                .readOnlyHint(reads)
                .destructiveHint(!reads)
                .idempotentHint(reads)
                .openWorldHint(false)
                .build())
        .build();
  }

  /** Asks on behalf of a caller; what is refused is an error of the tool that says why. */
  CompletableFuture<CallToolResult> call(
      ApiRequest caller, String tool, Map<String, Object> arguments) {
    Operation operation = byTool.get(tool);
    if (operation == null || !isFor(caller, tool)) {
      return CompletableFuture.completedFuture(
          error(
              "there is no such tool, or it needs another role than " + caller.principal().role()));
    }
    CompletableFuture<ApiAnswer> answer;
    try {
      answer = operation.endpoint().answer(request(caller, operation, arguments));
    } catch (RuntimeException refused) {
      answer = CompletableFuture.failedFuture(refused);
    }
    return answer.handle(
        (told, failure) -> failure == null ? result(told) : explain(operation, failure));
  }

  private ApiRequest request(
      ApiRequest caller, Operation operation, Map<String, Object> arguments) {
    ObjectNode rest = MAPPER.valueToTree(arguments);
    Map<String, List<String>> said = new HashMap<>();
    for (JsonNode parameter : schemas.parameters(operation.method(), operation.path())) {
      String name = parameter.path("name").textValue();
      JsonNode value = rest.remove(name);
      if (value != null && !value.isNull()) {
        said.put(name, texts(value));
      } else if (name.equals("limit")) {
        said.put(name, List.of(PAGE));
      }
    }
    if (!rest.isEmpty() && operation.method().equals("get")) {
      throw ApiProblem.bad("there is no argument " + rest.fieldNames().next());
    }
    return caller.asking(
        new ApiRequest.Parameters() {
          @Override
          public String path(String name) {
            List<String> values = said.getOrDefault(name, List.of());
            if (values.size() != 1) {
              throw ApiProblem.bad(name + " is needed once");
            }
            return values.get(0);
          }

          @Override
          public List<String> query(String name) {
            return said.getOrDefault(name, List.of());
          }
        },
        LiveJson.line(rest).getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> texts(JsonNode value) {
    if (!value.isArray()) {
      return List.of(value.asText());
    }
    List<String> texts = new ArrayList<>();
    value.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private CallToolResult result(ApiAnswer answer) {
    try {
      return CallToolResult.builder()
          .addTextContent(QuotedJson.NOTE)
          .addTextContent(quoted.of(MAPPER.readTree(answer.body())))
          .isError(false)
          .build();
    } catch (IOException ours) {
      throw new UncheckedIOException("an answer of the API is not JSON", ours);
    }
  }

  private CallToolResult explain(Operation operation, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    ApiProblem problem = ApiHandler.problemOf("MCP " + operation.id(), cause);
    LOG.debug("{} by MCP: {}", operation.id(), problem.detail());
    return error(quoted.clean(problem.detail()));
  }

  private static CallToolResult error(String detail) {
    return CallToolResult.builder().addTextContent(detail).isError(true).build();
  }
}
