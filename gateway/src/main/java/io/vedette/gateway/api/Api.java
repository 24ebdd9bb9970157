package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.vedette.gateway.ApiSettings;
import io.vedette.gateway.access.Principal;
import io.vedette.gateway.access.Role;
import io.vedette.gateway.demo.DemoFaults;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** The routes of the API. */
public final class Api {

  /** What all paths begin with. */
  public static final String BASE = "/api/v1";

  /** The contract, on the class path. */
  public static final String CONTRACT = "/openapi.yaml";

  private final ApiBackends backends;
  private final ApiHandler.Services services;
  private final JsonNode contract = contract();
  private final List<Operation> operations = new ArrayList<>();

  /** With what stands behind it. */
  public Api(ApiBackends backends) {
    this.backends = backends;
    this.services = backends.services();
  }

  /** Adds the routes. */
  public void addTo(RoutesConfig routes) {
    Clock clock = Clock.systemUTC();
    Told told = new Told(backends.store());
    Commands commands = new Commands(backends.commands());
    addIncidents(routes, new IncidentEndpoints(told, backends.live().incidents, commands, clock));
    addSeries(routes, new SeriesEndpoints(told, commands, clock));
    addRules(routes, new RuleEndpoints(backends.live(), commands, clock));
    addState(routes, new StateEndpoints(told, backends.store(), backends.live(), clock));
    addWritten(routes, clock);
    PipelineEndpoint pipeline = new PipelineEndpoint(backends, clock);
    get(routes, "/health/pipeline", Endpoint.of(pipeline::answer));
    EventsHandler events =
        new EventsHandler(backends.live().events, backends.timer(), backends.eventLimits());
    get(routes, "/events", request -> events.stream(request).thenApply(nothing -> ApiAnswer.TOLD));
    addScore(routes);
    get(routes, "/me", Endpoint.of(this::me));
    if (backends.settings().get(ApiSettings.MCP)) {
      addMcp(routes);
    }
    DemoFaults demo = backends.demo();
    if (demo != null) {
      addDemo(routes, new DemoEndpoints(demo)); // after MCP: agents break nothing
    }
    ApiAnswer document = ApiAnswer.of(contract);
    routes.get(
        BASE + "/openapi.json",
        ctx -> {
          ctx.attribute(ApiHandler.ROUTE, BASE + "/openapi.json");
          ctx.contentType(document.contentType()).result(document.body());
        });
  }

  private void addIncidents(RoutesConfig routes, IncidentEndpoints incidents) {
    get(routes, "/incidents", Endpoint.of(incidents::list));
    get(routes, "/incidents/{id}", Endpoint.of(incidents::one));
    get(routes, "/incidents/{id}/alerts", Endpoint.of(incidents::alerts));
    get(routes, "/incidents/{id}/timeline", Endpoint.of(incidents::timeline));
    get(routes, "/incidents/{id}/similar", Endpoint.of(incidents::similar));
    post(routes, "/incidents/{id}/commands", incidents::command);
  }

  private void addSeries(RoutesConfig routes, SeriesEndpoints series) {
    get(routes, "/alerts", Endpoint.of(series::alerts));
    get(routes, "/series", Endpoint.of(series::list));
    get(routes, "/series/{id}/points", Endpoint.of(series::points));
    post(routes, "/series/{id}/feedback", series::feedback);
  }

  private void addRules(RoutesConfig routes, RuleEndpoints rules) {
    get(routes, "/silences", Endpoint.of(rules::silences));
    post(routes, "/silences", rules::put);
    delete(routes, "/silences/{id}", rules::remove);
    get(routes, "/maintenance", Endpoint.of(rules::windows));
    post(routes, "/maintenance", rules::putWindow);
    delete(routes, "/maintenance/{id}", rules::removeWindow);
  }

  private void addState(RoutesConfig routes, StateEndpoints state) {
    get(routes, "/topology", Endpoint.of(state::topology));
    get(routes, "/dead-letters", Endpoint.of(state::deadLetters));
    get(routes, "/audit", Endpoint.of(state::audit));
  }

  /** What is done without the job. */
  private void addWritten(RoutesConfig routes, Clock clock) {
    Settings settings = backends.settings();
    AuditedWrites writes =
        new AuditedWrites(backends.atomic(), settings.get(SharedSettings.AUDIT_TOPIC), clock);
    ModelEndpoints models =
        new ModelEndpoints(
            backends.live(), backends.finder(), writes, settings.get(SharedSettings.MODELS_TOPIC));
    get(routes, "/models", Endpoint.of(models::list));
    get(routes, "/models/{id}/versions", Endpoint.of(models::versions));
    String revert = "/models/{id}/revert";
    routes.post(
        BASE + revert, handler("post", revert, Role.ADMIN, Endpoint.of(models::revert), services));
    RedriveEndpoint redrive =
        new RedriveEndpoint(
            backends.live(),
            backends.finder(),
            writes,
            backends.inputTopics(),
            settings.get(ApiSettings.REDRIVE_LETTERS));
    post(routes, "/dead-letters/redrive", Endpoint.of(redrive::redrive));
  }

  /** Changes nothing, so whoever may read may ask. */
  private void addScore(RoutesConfig routes) {
    ScoreEndpoint score = new ScoreEndpoint(backends.scorer(), backends.scoreLimits());
    String path = "/score";
    routes.post(
        BASE + path,
        handler(
            "post",
            path,
            Role.VIEWER,
            Endpoint.of(score::score),
            services.with(backends.bodies(ApiSettings.SCORE_BODY_BYTES))));
  }

  /** Over all operations added so far. A message may hold a series to score. */
  private void addMcp(RoutesConfig routes) {
    Settings settings = backends.settings();
    McpTools tools =
        new McpTools(
            new ContractSchemas(contract),
            operations,
            settings.get(ApiSettings.MCP_COMMANDS),
            new QuotedJson(
                settings.get(ApiSettings.MCP_ANSWER_CHARS),
                settings.get(ApiSettings.MCP_TEXT_CHARS)));
    routes.post(
        McpEndpoint.PATH,
        new ApiHandler(
            McpEndpoint.PATH,
            Role.VIEWER,
            new McpEndpoint(tools),
            services.with(backends.bodies(ApiSettings.SCORE_BODY_BYTES))));
  }

  private void addDemo(RoutesConfig routes, DemoEndpoints demo) {
    get(routes, "/demo/faults", Endpoint.of(demo::faults));
    post(routes, "/demo/faults", Endpoint.of(demo::begin));
    delete(routes, "/demo/faults/{id}", Endpoint.of(demo::end));
  }

  private void get(RoutesConfig routes, String path, Endpoint endpoint) {
    routes.get(BASE + path, handler("get", path, Role.VIEWER, endpoint, services));
  }

  private void post(RoutesConfig routes, String path, Endpoint endpoint) {
    routes.post(BASE + path, handler("post", path, Role.OPERATOR, endpoint, services));
  }

  private void delete(RoutesConfig routes, String path, Endpoint endpoint) {
    routes.delete(BASE + path, handler("delete", path, Role.OPERATOR, endpoint, services));
  }

  private ApiHandler handler(
      String method, String path, Role role, Endpoint endpoint, ApiHandler.Services with) {
    String id = contract.path("paths").path(path).path(method).path("operationId").textValue();
    if (id == null) {
      throw new IllegalStateException(CONTRACT + " has no operation " + method + " " + path);
    }
    operations.add(new Operation(id, method, path, role, endpoint));
    return new ApiHandler(BASE + path, role, endpoint, with);
  }

  private ApiAnswer me(ApiRequest request) {
    Principal principal = request.principal();
    ObjectNode me =
        ApiAnswer.object()
            .put("name", principal.name())
            .put("role", principal.role().name())
            .put("via", principal.via().name());
    ArrayNode features = me.putArray("features");
    if (backends.demo() != null) {
      features.add("DEMO");
    }
    return ApiAnswer.of(me);
  }

  private static JsonNode contract() {
    try (InputStream yaml = Objects.requireNonNull(Api.class.getResourceAsStream(CONTRACT))) {
      return new YAMLMapper(new YAMLFactory()).readTree(yaml);
    } catch (IOException ours) {
      throw new UncheckedIOException(CONTRACT + " cannot be read", ours);
    }
  }

  /** The path of the route that served a request, if it was one of these. */
  public static Optional<String> routeOf(Context ctx) {
    return Optional.ofNullable(ctx.<String>attribute(ApiHandler.ROUTE));
  }

  /** Answers with a problem what no endpoint was asked. */
  public static void tell(Context ctx, int status, String detail) {
    ApiAnswer answer = ApiAnswer.of(ApiProblem.of(status, detail), HttpStatus.getMessage(status));
    ctx.status(status);
    ctx.contentType(answer.contentType());
    ctx.result(answer.body());
  }
}
