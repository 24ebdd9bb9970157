package io.vedette.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code ./vedette up} as a user starts it: the script, a process, its output. */
final class UpProcess implements AutoCloseable {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Pattern GATEWAY = Pattern.compile("gateway +(http://\\S+)");
  private static final Pattern KAFKA = Pattern.compile("Kafka +(127\\.0\\.0\\.1:\\d+)");

  private static final Pattern DEMO_PORT = Pattern.compile("demo fault .* --port (\\d+)");

  private final Process process;
  private final Path output;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private UpProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts it on free ports; {@code more} options come last and win. */
  static UpProcess start(Path data, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("vedette").toString());
    command.addAll(List.of("up", "--data", data.toString()));
    if (!List.of(more).contains("--kafka-port")) {
      command.addAll(List.of("--kafka-port", "0"));
    }
    if (!List.of(more).contains("--gateway-port")) {
      command.addAll(List.of("--gateway-port", "0"));
    }
    command.addAll(List.of("--web-port", "0", "--set", "scores.publish=true"));
    command.addAll(List.of("--set", "checkpoints.interval=1s"));
    command.addAll(List.of(more));
    Path output = Files.createTempFile("vedette-up", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    // the build under test is the one that runs this test; the script may not start another
    builder.environment().put("VEDETTE_NO_BUILD", "1");
    builder.environment().put("VEDETTE_HEAP", "1g");
    return new UpProcess(builder.start(), output);
  }

  UpProcess awaitUp() {
    await("up")
        .atMost(START_LIMIT)
        .failFast(this::requireAlive)
        .until(() -> output().contains("Vedette is up"));
    return this;
  }

  private void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError("it ended:\n" + output());
    }
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  String kafka() {
    return find(KAFKA);
  }

  String gateway() {
    return find(GATEWAY);
  }

  String demoPort() {
    return find(DEMO_PORT);
  }

  private String find(Pattern pattern) {
    Matcher matcher = pattern.matcher(output());
    if (!matcher.find()) {
      throw new AssertionError("not in the output: " + pattern + "\n" + output());
    }
    return matcher.group(1);
  }

  /** Pushes to the gateway; a connection that breaks is no acknowledgement. */
  boolean push(String json) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway() + "/api/v1/push"))
            .header("Content-Type", "application/json")
            .header("X-Vedette-Source", "test")
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 == 4) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "the gateway refused a good body: %d", status));
      }
      return status / 100 == 2;
    } catch (IOException broken) {
      return false;
    }
  }

  /** Itself and what it started. */
  List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /** As kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As kill does; the exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + STOP_LIMIT + ":\n" + output());
    }
    return process.exitValue();
  }

  /** Kills it, and waits until the broker it started has ended by itself. */
  @Override
  public void close() throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    kill();
    await("the broker ends with its parent")
        .atMost(STOP_LIMIT)
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }
}
