package io.vedette.gateway;

import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Settings of the gateway alone; those it shares with the jobs are {@link SharedSettings}. */
public final class GatewaySettings {

  /** Address to listen on. */
  public static final Setting<String> HOST =
      Setting.ofString(
          "gateway.host",
          "127.0.0.1",
          "Address to listen on. One off loopback is refused without gateway.token-files.");

  /** Port to listen on. */
  public static final Setting<Integer> PORT =
      Setting.ofInt("gateway.port", 8080, "Port to listen on, 0 for a free one.")
          .between(0, 65_535);

  /** Token files. */
  public static final Setting<List<String>> TOKEN_FILES =
      Setting.ofList(
          "gateway.token-files",
          List.of(),
          "Files of bearer tokens, one 'name token' or 'name token role' a line; the role in the API"
              + " is viewer, operator or admin. With any, all but /healthz, /readyz and the files"
              + " of the console asks for one.");

  /** Secret of GitHub. */
  public static final Setting<String> GITHUB_SECRET_FILE =
      Setting.ofString(
          "gateway.github-secret-file",
          "",
          "File with the secret of GitHub's webhook, one a line while it is being replaced. With it"
              + " /webhook/changes/github asks for the body's signature (X-Hub-Signature-256) in"
              + " place of a token; empty for none.");

  /** Mappings. */
  public static final Setting<List<String>> MAPPINGS =
      Setting.ofList(
          "gateway.mappings",
          List.of(),
          "Files of mappings (docs/inputs.md), one each, JSON or YAML. Each is a path of its own,"
              + " /webhook/alerts/NAME or /webhook/changes/NAME; one that has the name of one that"
              + " comes with Vedette takes its place.");

  /** Threads of the HTTP server. */
  public static final Setting<Integer> MAX_THREADS =
      Setting.ofInt(
              "gateway.max-threads",
              16,
              "Threads of the HTTP server. None waits for a sender or for Kafka, so few are enough.")
          .between(6, 1024);

  /** Threads that check bodies. */
  public static final Setting<Integer> CHECK_THREADS =
      Setting.ofInt(
              "gateway.check-threads",
              2,
              "Threads that unpack and check bodies: each may hold limits.unpacked-body-bytes.")
          .between(1, 256);

  /** Connections. */
  public static final Setting<Integer> MAX_CONNECTIONS =
      Setting.ofInt(
              "gateway.max-connections",
              1024,
              "Connections at once; further ones wait to be accepted.")
          .between(1, 65_535);

  /** Bytes in flight. */
  public static final Setting<Long> IN_FLIGHT_BYTES =
      Setting.ofBytes(
              "gateway.in-flight-bytes",
              64 << 20,
              "Bodies held between their first byte and Kafka's acknowledgement, together; beyond it"
                  + " requests get 503. Heap used is up to twice this.")
          .between(1L << 20, 16L << 30);

  /** Time to send a body. */
  public static final Setting<Duration> BODY_TIMEOUT =
      Setting.ofDuration(
              "gateway.body-timeout",
              Duration.ofSeconds(10),
              "Time a sender has to send a body, then 503.")
          .between(Duration.ofMillis(100), Duration.ofMinutes(10));

  /** Time an idle connection is kept. */
  public static final Setting<Duration> IDLE_TIMEOUT =
      Setting.ofDuration(
              "gateway.idle-timeout",
              Duration.ofSeconds(90),
              "Time a connection on which nothing moves is kept.")
          .between(Duration.ofMillis(100), Duration.ofHours(1));

  /** Time for Kafka to acknowledge. */
  public static final Setting<Duration> DELIVERY_TIMEOUT =
      Setting.ofDuration(
              "gateway.delivery-timeout",
              Duration.ofSeconds(20),
              "Time Kafka has to acknowledge a body, then 503. Keep it below the sender's own timeout"
                  + " (Prometheus: 30s).")
          .between(Duration.ofMillis(500), Duration.ofMinutes(10));

  /** Time for what is in flight at the end. */
  public static final Setting<Duration> DRAIN_TIMEOUT =
      Setting.ofDuration(
              "gateway.drain-timeout",
              Duration.ofSeconds(20),
              "Time what is in flight has to finish when the gateway is stopped.")
          .between(Duration.ZERO, Duration.ofMinutes(10));

  /** Time between looks at Kafka. */
  public static final Setting<Duration> PROBE_INTERVAL =
      Setting.ofDuration(
              "gateway.probe-interval",
              Duration.ofSeconds(2),
              "Time between two looks at Kafka, whose result /readyz tells.")
          .between(Duration.ofMillis(100), Duration.ofMinutes(10));

  /** Requests a second of a source. */
  public static final Setting<Integer> SOURCE_REQUESTS =
      Setting.ofInt(
              "gateway.source-requests-per-second",
              2_000,
              "Requests a second of one token, or of one source when there are no tokens; beyond it"
                  + " 429.")
          .between(1, 1_000_000);

  /** Bytes a second of a source. */
  public static final Setting<Long> SOURCE_BYTES =
      Setting.ofBytes(
              "gateway.source-bytes-per-second",
              128 << 20,
              "Bytes of bodies a second of one token, or of one source when there are no tokens;"
                  + " beyond it 429.")
          .between(1L << 10, 1L << 40);

  /** Burst of a source. */
  public static final Setting<Duration> SOURCE_BURST =
      Setting.ofDuration(
              "gateway.source-burst",
              Duration.ofSeconds(2),
              "Time whose allowance a source may use at once after a pause.")
          .between(Duration.ofMillis(100), Duration.ofHours(1));

  /** Sources tracked. */
  public static final Setting<Integer> MAX_SOURCES =
      Setting.ofInt(
              "gateway.max-sources",
              10_000,
              "Sources whose rates are tracked; those beyond share one allowance.")
          .between(1, 10_000_000);

  /** Size of a request's headers. */
  public static final Setting<Integer> HEADER_BYTES =
      Setting.ofInt(
              "gateway.header-bytes", 8_192, "Request line and headers, bytes; beyond it 431.")
          .between(1_024, 65_536);

  /** Length of an error message. */
  public static final Setting<Integer> MESSAGE_CHARS =
      Setting.ofInt(
              "gateway.message-chars", 1_024, "Longest error message in an answer, characters.")
          .between(64, 65_536);

  private static final List<Setting<?>> OWN =
      List.of(
          HOST,
          PORT,
          TOKEN_FILES,
          GITHUB_SECRET_FILE,
          MAPPINGS,
          MAX_THREADS,
          CHECK_THREADS,
          MAX_CONNECTIONS,
          IN_FLIGHT_BYTES,
          BODY_TIMEOUT,
          IDLE_TIMEOUT,
          DELIVERY_TIMEOUT,
          DRAIN_TIMEOUT,
          PROBE_INTERVAL,
          SOURCE_REQUESTS,
          SOURCE_BYTES,
          SOURCE_BURST,
          MAX_SOURCES,
          HEADER_BYTES,
          MESSAGE_CHARS);

  /** All of them, those of the API included, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      Stream.of(OWN, ApiSettings.ALL).<Setting<?>>flatMap(List::stream).toList();

  private GatewaySettings() {}

  /**
   * Checks what no single setting can.
   *
   * @throws IllegalArgumentException naming keys, values and reason
   */
  static void validate(Settings settings) {
    ApiSettings.oidc(settings);
    String host = settings.get(HOST);
    if (!isLoopback(host) && settings.get(TOKEN_FILES).isEmpty()) {
      throw new IllegalArgumentException(
          HOST
              + " = '"
              + host
              + "': is not a loopback address, so "
              + TOKEN_FILES
              + " must be set: whoever reaches the gateway could write");
    }
    long body = settings.get(SharedSettings.MAX_BODY_BYTES);
    if (settings.get(IN_FLIGHT_BYTES) < 2 * body) {
      throw new IllegalArgumentException(
          IN_FLIGHT_BYTES
              + " = "
              + settings.get(IN_FLIGHT_BYTES)
              + ": must be at least twice "
              + SharedSettings.MAX_BODY_BYTES
              + " = "
              + body);
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException(
          HOST + " = '" + host + "': there is no such host", unknown);
    }
  }
}
