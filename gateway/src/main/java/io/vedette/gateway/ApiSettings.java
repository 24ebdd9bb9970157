package io.vedette.gateway;

import io.vedette.gateway.access.OidcTokens;
import io.vedette.gateway.access.Role;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of the API and the console. */
public final class ApiSettings {

  /** Threads. */
  public static final Setting<Integer> THREADS =
      Setting.ofInt(
              "gateway.api-threads",
              4,
              "Threads that answer the API: so many questions are asked of the store at once.")
          .between(1, 256);

  /** Requests that wait. */
  public static final Setting<Integer> QUEUE =
      Setting.ofInt(
              "gateway.api-queue",
              256,
              "Requests of the API that may wait for a thread; beyond it 503.")
          .between(1, 100_000);

  /** Size of a body. */
  public static final Setting<Long> BODY_BYTES =
      Setting.ofBytes(
              "gateway.api-body-bytes",
              64 << 10,
              "Largest body of a request to the API; beyond it 413.")
          .between(1L << 10, 16L << 20);

  /** Size of a posted series. */
  public static final Setting<Long> SCORE_BODY_BYTES =
      Setting.ofBytes(
              "gateway.score-body-bytes",
              1 << 20,
              "Largest body of a series posted to be scored; beyond it 413.")
          .between(1L << 10, 64L << 20);

  /** Samples of a posted series. */
  public static final Setting<Integer> SCORE_POINTS =
      Setting.ofInt(
              "gateway.score-points",
              10_000,
              "Most samples of a series posted to be scored; beyond it 400.")
          .between(1, 1_000_000);

  /** MCP. */
  public static final Setting<Boolean> MCP =
      Setting.ofBoolean(
          "gateway.mcp",
          true,
          "Whether the API can be asked by programs that speak MCP, at /mcp, with the same tokens"
              + " and roles.");

  /** Commands by MCP. */
  public static final Setting<Boolean> MCP_COMMANDS =
      Setting.ofBoolean(
          "gateway.mcp-commands",
          false,
          "Whether such programs may also act (commands, feedback, silences), as far as the role of"
              + " their token goes; else they read.");

  /** Size of an answer by MCP. */
  public static final Setting<Integer> MCP_ANSWER_CHARS =
      Setting.ofInt(
              "gateway.mcp-answer-chars",
              40_000,
              "Longest answer of a tool of MCP; the longest lists in it are cut to what fits.")
          .between(1_000, 10_000_000);

  /** Size of a text by MCP. */
  public static final Setting<Integer> MCP_TEXT_CHARS =
      Setting.ofInt(
              "gateway.mcp-text-chars",
              500,
              "Longest text in an answer of a tool of MCP; longer ones are cut.")
          .between(50, 100_000);

  /** Requests a second. */
  public static final Setting<Integer> REQUESTS =
      Setting.ofInt(
              "gateway.api-requests-per-second",
              100,
              "Requests to the API a second of one caller, and of one address without a valid"
                  + " token, over gateway.source-burst; beyond it 429.")
          .between(1, 1_000_000);

  /** Flink. */
  public static final Setting<String> FLINK_URL =
      Setting.ofString(
              "gateway.flink-url",
              "",
              "Where Flink's JobManager answers REST, e.g. http://flink:8081, for job and"
                  + " checkpoints in the pipeline's health; empty for not at all. ./vedette up sets"
                  + " it to its own.")
          .checked(ApiSettings::isEmptyOrHttp, "be http:// or https:// with a host");

  /** Origins. */
  public static final Setting<List<String>> ORIGINS =
      Setting.ofList(
          "gateway.api-origins",
          List.of(),
          "Origins whose pages may change something beside our own, e.g. https://vedette.example"
              + " before a proxy that sends another Host.");

  /** Rows held. */
  public static final Setting<Integer> MAX_ROWS =
      Setting.ofInt(
              "gateway.api-max-rows",
              50_000,
              "Silences, maintenance windows, edges of the topology and models that are held in"
                  + " memory, each; those beyond are not told of.")
          .between(100, 10_000_000);

  /** Dead letters held. */
  public static final Setting<Integer> RECENT_ROWS =
      Setting.ofInt(
              "gateway.api-recent-rows", 1_000, "Newest dead letters that are held in memory.")
          .between(1, 1_000_000);

  /** Versions of models. */
  public static final Setting<Integer> MODEL_VERSIONS =
      Setting.ofInt(
              "gateway.api-model-versions",
              10,
              "Newest models a series had that are told of and can be gone back to, as long as Kafka"
                  + " has them.")
          .between(1, 1_000);

  /** Incidents ahead of the store. */
  public static final Setting<Integer> RECENT_INCIDENTS =
      Setting.ofInt(
              "gateway.api-recent-incidents",
              100,
              "Incidents that changed last which are told of as they are on Kafka, since the store"
                  + " may be behind by a batch; each takes up to some 200 KB.")
          .between(1, 10_000);

  /** Dead letters at once. */
  public static final Setting<Integer> REDRIVE_LETTERS =
      Setting.ofInt(
              "gateway.api-redrive-letters",
              100,
              "Most dead letters that one request sends again; beyond it 400.")
          .between(1, 10_000);

  /** Listeners. */
  public static final Setting<Integer> EVENT_CLIENTS =
      Setting.ofInt(
              "gateway.api-event-clients", 200, "Listeners of live events at once; beyond it 503.")
          .between(1, 100_000);

  /** Events of a listener. */
  public static final Setting<Integer> EVENT_QUEUE =
      Setting.ofInt(
              "gateway.api-event-queue",
              1_000,
              "Events that wait for a listener's connection; beyond it the stream is ended and the"
                  + " listener comes back.")
          .between(10, 1_000_000);

  /** Events remembered. */
  public static final Setting<Integer> EVENT_HISTORY =
      Setting.ofInt(
              "gateway.api-event-history",
              1_000,
              "Events remembered for listeners that come back (Last-Event-ID); keep it at or below"
                  + " gateway.api-event-queue.")
          .between(0, 1_000_000);

  /** Sign of life. */
  public static final Setting<Duration> EVENT_HEARTBEAT =
      Setting.ofDuration(
              "gateway.api-event-heartbeat",
              Duration.ofSeconds(15),
              "Time between two signs of life on a stream of events.")
          .between(Duration.ofMillis(100), Duration.ofMinutes(10));

  /** Age of a stream. */
  public static final Setting<Duration> EVENT_MAX_AGE =
      Setting.ofDuration(
              "gateway.api-event-max-age",
              Duration.ofMinutes(30),
              "Time after which a stream of events is ended, so that its listener has to show its"
                  + " token again.")
          .between(Duration.ofSeconds(1), Duration.ofDays(1));

  /** Issuer. */
  public static final Setting<String> OIDC_ISSUER =
      Setting.ofString(
          "gateway.oidc-issuer",
          "",
          "Issuer of the OpenID provider whose JWTs are taken as bearer tokens, https; empty for"
              + " none.");

  /** Audience. */
  public static final Setting<String> OIDC_AUDIENCE =
      Setting.ofString(
          "gateway.oidc-audience", "", "Audience (aud) that such tokens must be for; needed.");

  /** Keys. */
  public static final Setting<String> OIDC_JWKS_URI =
      Setting.ofString(
          "gateway.oidc-jwks-uri",
          "",
          "Where the provider's keys are, https; empty to ask the issuer"
              + " (/.well-known/openid-configuration).");

  /** Name. */
  public static final Setting<String> OIDC_NAME_CLAIM =
      Setting.ofString(
          "gateway.oidc-name-claim",
          "preferred_username",
          "Claim with the caller's name; without it sub is the name. Take one that people cannot"
              + " set themselves.");

  /** Roles' claim. */
  public static final Setting<String> OIDC_ROLE_CLAIM =
      Setting.ofString(
          "gateway.oidc-role-claim",
          "groups",
          "Claim with the caller's groups or roles; dots lead into objects, e.g."
              + " realm_access.roles.");

  /** Roles. */
  public static final Setting<List<String>> OIDC_ROLES =
      Setting.ofList(
          "gateway.oidc-roles",
          List.of(),
          "Which group gives which role, each as group=viewer, group=operator or group=admin; of"
              + " several the highest.");

  /** Patience with the provider. */
  public static final Setting<Duration> OIDC_TIMEOUT =
      Setting.ofDuration(
              "gateway.oidc-timeout",
              Duration.ofSeconds(3),
              "Time the provider has to answer with its keys.")
          .between(Duration.ofMillis(100), Duration.ofMinutes(1));

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          THREADS,
          QUEUE,
          BODY_BYTES,
          SCORE_BODY_BYTES,
          SCORE_POINTS,
          MCP,
          MCP_COMMANDS,
          MCP_ANSWER_CHARS,
          MCP_TEXT_CHARS,
          REQUESTS,
          FLINK_URL,
          ORIGINS,
          MAX_ROWS,
          RECENT_ROWS,
          MODEL_VERSIONS,
          RECENT_INCIDENTS,
          REDRIVE_LETTERS,
          EVENT_CLIENTS,
          EVENT_QUEUE,
          EVENT_HISTORY,
          EVENT_HEARTBEAT,
          EVENT_MAX_AGE,
          OIDC_ISSUER,
          OIDC_AUDIENCE,
          OIDC_JWKS_URI,
          OIDC_NAME_CLAIM,
          OIDC_ROLE_CLAIM,
          OIDC_ROLES,
          OIDC_TIMEOUT);

  private ApiSettings() {}

  /**
   * What is said of the OpenID provider; null when there is none.
   *
   * @throws IllegalArgumentException naming the key and the reason
   */
  static OidcTokens.@Nullable Options oidc(Settings settings) {
    String issuer = settings.get(OIDC_ISSUER);
    if (issuer.isEmpty()) {
      return null;
    }
    requireTrustworthy(OIDC_ISSUER, issuer);
    if (settings.get(OIDC_AUDIENCE).isEmpty()) {
      throw new IllegalArgumentException(
          OIDC_AUDIENCE + ": is needed, else a token for any other service would be taken");
    }
    String keys = settings.get(OIDC_JWKS_URI);
    if (!keys.isEmpty()) {
      requireTrustworthy(OIDC_JWKS_URI, keys);
    }
    return new OidcTokens.Options(
        issuer,
        settings.get(OIDC_AUDIENCE),
        keys.isEmpty() ? null : URI.create(keys),
        settings.get(OIDC_NAME_CLAIM),
        settings.get(OIDC_ROLE_CLAIM),
        roles(settings.get(OIDC_ROLES)),
        settings.get(OIDC_TIMEOUT));
  }

  private static boolean isEmptyOrHttp(String address) {
    if (address.isEmpty()) {
      return true;
    }
    try {
      URI uri = URI.create(address);
      return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  private static Map<String, Role> roles(List<String> pairs) {
    Map<String, Role> roles = new HashMap<>();
    for (String pair : pairs) {
      int equals = pair.lastIndexOf('=');
      Role role = equals < 1 ? null : Role.of(pair.substring(equals + 1)).orElse(null);
      if (role == null) {
        throw new IllegalArgumentException(
            OIDC_ROLES + " = '" + pair + "': must be group=role, the role " + Role.RULE);
      }
      roles.put(pair.substring(0, equals), role);
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException(
          OIDC_ROLES + ": is needed with " + OIDC_ISSUER + ", else nobody has a role");
    }
    return Map.copyOf(roles);
  }

  private static void requireTrustworthy(Setting<String> setting, String address) {
    boolean isGood;
    try {
      isGood = OidcTokens.isTrustworthy(URI.create(address));
    } catch (IllegalArgumentException none) {
      isGood = false;
    }
    if (!isGood) {
      throw new IllegalArgumentException(
          setting + " = '" + address + "': must be https, or http on this machine");
    }
  }
}
