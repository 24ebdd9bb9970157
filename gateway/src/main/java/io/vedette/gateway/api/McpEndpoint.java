package io.vedette.gateway.api;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Streamable HTTP of the Model Context Protocol, without sessions: each message is a request of its
 * own, let in by {@link ApiHandler} as any other, and answered with JSON. There is nothing to
 * listen to, so GET is answered 405, as the protocol wants it.
 */
final class McpEndpoint implements Endpoint, McpStatelessServerTransport {

  /** Where it is. */
  static final String PATH = "/mcp";

  private static final String CALLER = "caller";
  private static final String JSON = "application/json";
  private static final byte[] NOTHING = {};
  private static final int MAX_NESTING = 20;
  private static final List<String> VERSIONS =
      List.of(
          ProtocolVersions.MCP_2025_03_26,
          ProtocolVersions.MCP_2025_06_18,
          ProtocolVersions.MCP_2025_11_25);

  private static final String INSTRUCTIONS =
      "Vedette finds anomalies in metrics, logs and traces, groups alerts into incidents and ranks"
          + " their causes. Begin with list_incidents; get_incident has causes with evidence and the"
          + " graph. Times are milliseconds since the epoch. "
          + QuotedJson.NOTE;

  private final McpJsonMapper mapper =
      new JacksonMcpJsonMapper(
          JsonMapper.builder(
                  com.fasterxml.jackson.core.JsonFactory.builder()
                      .streamReadConstraints(
                          StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                      .build())
              .build());

  private @Nullable McpStatelessServerHandler handler;

  McpEndpoint(McpTools tools) {
    // The server needs no hold: it is what the handler set below works with.
    Object unused =
        McpServer.async(this)
            .serverInfo("vedette", "1")
            .instructions(INSTRUCTIONS)
            .capabilities(ServerCapabilities.builder().tools(false).build())
            .jsonMapper(mapper)
            .jsonSchemaValidator(new DefaultJsonSchemaValidator())
            .addToolFilter(
                (context, tool) -> Mono.just(tools.isFor(callerOf(context), tool.name())))
            .tools(tools.all().stream().map(tool -> specification(tools, tool)).toList())
            .build();
  }

  private static AsyncToolSpecification specification(McpTools tools, Tool tool) {
    return new AsyncToolSpecification(
        tool,
        (context, call) ->
            Mono.fromFuture(
                () ->
                    tools.call(
                        callerOf(context),
                        call.name(),
                        Objects.requireNonNullElse(call.arguments(), Map.of()))));
  }

  private static ApiRequest callerOf(McpTransportContext context) {
    return (ApiRequest) Objects.requireNonNull(context.get(CALLER), "a call without a caller");
  }

  @Override
  public void setMcpHandler(McpStatelessServerHandler mcpHandler) {
    handler = mcpHandler;
  }

  @Override
  public List<String> protocolVersions() {
    return VERSIONS;
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  @Override
  public CompletableFuture<ApiAnswer> answer(ApiRequest request) {
    String version = request.context().header(HttpHeaders.PROTOCOL_VERSION);
    if (version != null && !VERSIONS.contains(version)) {
      throw ApiProblem.bad(HttpHeaders.PROTOCOL_VERSION + " must be of " + VERSIONS);
    }
    McpStatelessServerHandler there = Objects.requireNonNull(handler);
    McpTransportContext context = McpTransportContext.create(Map.of(CALLER, request));
    JSONRPCMessage message = read(request.body());
    if (message instanceof JSONRPCRequest asked) {
      return there
          .handleRequest(context, asked)
          .onErrorResume(failure -> Mono.just(failed(asked, failure)))
          .map(this::told)
          .toFuture();
    }
    if (message instanceof JSONRPCNotification notification) {
      return there
          .handleNotification(context, notification)
          .thenReturn(new ApiAnswer(202, JSON, NOTHING))
          .toFuture();
    }
    throw ApiProblem.bad("the body must be a request or a notification of JSON-RPC");
  }

  private JSONRPCMessage read(byte[] body) {
    try {
      return McpSchema.deserializeJsonRpcMessage(mapper, new String(body, StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException notOne) {
      throw ApiProblem.bad("the body is not one message of JSON-RPC 2.0");
    }
  }

  /** What the SDK refuses; its words quote what was sent. */
  private static JSONRPCResponse failed(JSONRPCRequest asked, Throwable failure) {
    if (failure instanceof io.modelcontextprotocol.spec.McpError refused
        && refused.getJsonRpcError() != null) {
      return JSONRPCResponse.error(asked.id(), refused.getJsonRpcError());
    }
    return JSONRPCResponse.error(
        asked.id(),
        new JSONRPCError(
            McpSchema.ErrorCodes.INVALID_PARAMS, "the parameters are not those of the method"));
  }

  private ApiAnswer told(JSONRPCResponse response) {
    try {
      return new ApiAnswer(200, JSON, mapper.writeValueAsBytes(response));
    } catch (IOException ours) {
      throw new UncheckedIOException("an answer of MCP cannot be written", ours);
    }
  }
}
