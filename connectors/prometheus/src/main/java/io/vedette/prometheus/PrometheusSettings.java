package io.vedette.prometheus;

import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import io.vedette.settings.SharedSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of reading a Prometheus server. */
public final class PrometheusSettings {

  /** What Prometheus answers at most, a series. */
  private static final long MAX_POINTS = 11_000;

  /** Where the server is. */
  public static final Setting<String> URL =
      Setting.ofOptionalString(
              "prometheus.url",
              "Address of the server, http or https, with the path it is under where there is one,"
                  + " e.g. https://metrics.example.org/prometheus.")
          .checked(PrometheusSettings::isAddress, "be http:// or https://, without a user in it");

  /** What is read. */
  public static final Setting<String> MATCH =
      Setting.ofString(
          "prometheus.match",
          "{__name__=~\".+\"}",
          "Selectors of the series to read, one a line, e.g. up{job=\"node\"}.");

  /** Resolution. */
  public static final Setting<Duration> STEP =
      Setting.ofDuration(
              "prometheus.step",
              Duration.ofMinutes(1),
              "Resolution of what is read. At most training.step, better a part of it.")
          .between(Duration.ofSeconds(1), Duration.ofDays(1));

  /** Time a request asks for. */
  public static final Setting<Duration> SLICE =
      Setting.ofDuration(
              "prometheus.slice",
              Duration.ofHours(6),
              "Time one request asks for; halved where the answer would be too large.")
          .between(Duration.ofMinutes(1), Duration.ofDays(365));

  /** Labels the server adds when it sends. */
  public static final Setting<List<String>> EXTERNAL_LABELS =
      Setting.ofList(
              "prometheus.external-labels",
              List.of(),
              "The server's external_labels, name=value: it adds them to what it sends by remote"
                  + " write and not to what it answers, and a model counts for the very series it"
                  + " sends.")
          .checked(
              labels -> labels.stream().allMatch(label -> label.indexOf('=') > 0),
              "be name=value, by commas");

  /** Bearer token. */
  public static final Setting<Path> TOKEN_FILE =
      Setting.ofOptionalPath(
          "prometheus.token-file", "File with the bearer token, where the server wants one.");

  /** User. */
  public static final Setting<String> USER =
      Setting.ofOptionalString(
          "prometheus.user", "User of basic authentication; with prometheus.password-file.");

  /** Password. */
  public static final Setting<Path> PASSWORD_FILE =
      Setting.ofOptionalPath("prometheus.password-file", "File with the password of that user.");

  /** Size of an answer. */
  public static final Setting<Long> RESPONSE_BYTES =
      Setting.ofBytes(
              "prometheus.response-bytes",
              64 << 20,
              "Largest answer taken; a task holds one, and twice its size of what was read in it.")
          .between(1L << 10, 1L << 30);

  /** Patience. */
  public static final Setting<Duration> TIMEOUT =
      Setting.ofDuration(
              "prometheus.timeout", Duration.ofMinutes(2), "Longest time an answer may take.")
          .between(Duration.ofMillis(100), Duration.ofHours(1));

  /** Attempts. */
  public static final Setting<Integer> ATTEMPTS =
      Setting.ofInt(
              "prometheus.attempts",
              6,
              "How often a request is sent before the job fails, where the server is not reached, is"
                  + " overloaded or answers what is no answer.")
          .between(1, 100);

  /** First wait. */
  public static final Setting<Duration> BACKOFF =
      Setting.ofDuration(
              "prometheus.initial-backoff",
              Duration.ofSeconds(1),
              "Wait before the second attempt; doubles with each that follows, up to a minute.")
          .between(Duration.ofMillis(1), Duration.ofMinutes(1));

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          URL,
          MATCH,
          STEP,
          SLICE,
          EXTERNAL_LABELS,
          TOKEN_FILE,
          USER,
          PASSWORD_FILE,
          RESPONSE_BYTES,
          TIMEOUT,
          ATTEMPTS,
          BACKOFF);

  private PrometheusSettings() {}

  /** What does not go together, each with key, value and reason. */
  public static List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    Duration step = settings.get(STEP);
    Duration slice = settings.get(SLICE);
    if (settings.find(URL).isEmpty()) {
      problems.add("prometheus.url is not set: say where the server is");
    }
    if (selectors(settings).isEmpty()) {
      problems.add("prometheus.match is empty: say what to read");
    }
    if (slice.compareTo(step) < 0 || slice.dividedBy(step) > MAX_POINTS) {
      problems.add(
          "prometheus.slice=%s, prometheus.step=%s: a slice must hold 1 to %d steps"
              .formatted(settings.text(SLICE), settings.text(STEP), MAX_POINTS));
    }
    if (settings.find(USER).isPresent() != settings.find(PASSWORD_FILE).isPresent()) {
      problems.add("prometheus.user, prometheus.password-file: one needs the other");
    }
    if (settings.find(USER).isPresent() && settings.find(TOKEN_FILE).isPresent()) {
      problems.add("prometheus.user, prometheus.token-file: only one of them can be sent");
    }
    return problems;
  }

  /**
   * The options these settings make.
   *
   * @param from oldest time read
   * @param to newest time read
   * @throws SettingsException when they do not go together
   */
  public static PrometheusOptions options(Settings settings, Instant from, Instant to) {
    List<String> problems = problems(settings);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new PrometheusOptions(
        URI.create(settings.get(URL)),
        selectors(settings),
        from.toEpochMilli(),
        to.toEpochMilli(),
        settings.get(STEP).toMillis(),
        settings.get(SLICE).toMillis(),
        externalLabels(settings),
        text(settings.find(TOKEN_FILE)),
        settings.find(USER).orElse(""),
        text(settings.find(PASSWORD_FILE)),
        Math.toIntExact(settings.get(RESPONSE_BYTES)),
        settings.get(TIMEOUT),
        settings.get(ATTEMPTS),
        settings.get(BACKOFF),
        new LabelLimits(
            settings.get(SharedSettings.MAX_LABELS),
            settings.get(SharedSettings.MAX_LABEL_NAME_BYTES),
            settings.get(SharedSettings.MAX_LABEL_VALUE_BYTES)));
  }

  private static String text(Optional<Path> file) {
    return file.map(Path::toString).orElse("");
  }

  private static List<String> selectors(Settings settings) {
    return settings.get(MATCH).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
  }

  private static Map<String, String> externalLabels(Settings settings) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String label : settings.get(EXTERNAL_LABELS)) {
      int equals = label.indexOf('=');
      labels.put(label.substring(0, equals), label.substring(equals + 1));
    }
    return labels;
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null;
    } catch (URISyntaxException wrong) {
      return false;
    }
  }
}
