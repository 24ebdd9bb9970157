package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers as a JobManager does. */
class SubmitCommandTest {

  private static final String RUNS_ALREADY =
      """
      {"jobs":[{"jid":"j0","name":"vedette-streaming","state":"RESTARTING"},\
      {"jid":"j9","name":"vedette-streaming","state":"FINISHED"}]}""";

  @TempDir Path folder;

  private final List<String> requests = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private HttpServer server;
  private Path jar;

  @BeforeEach
  void start() throws IOException {
    jar = Files.writeString(folder.resolve("job.jar"), "JAR");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    answer("/jobs/overview", 200, "{\"jobs\":[]}");
    answer("/jars/upload", 200, "{\"filename\":\"/tmp/x.jar\"}");
    answer("/jars/x.jar/run", 200, "{\"jobid\":\"j1\"}");
    answer("/jars/x.jar", 200, "{}");
    answer(
        "/jobs/j1",
        200,
        "{\"name\":\"n\",\"state\":\"RUNNING\","
            + "\"vertices\":[{\"parallelism\":1,\"tasks\":{\"RUNNING\":1}}]}");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theJobsIdIsPrintedAndTheJarTakenAway() {
    assertThat(submit()).isZero();
    assertThat(out.toString().strip()).isEqualTo("j1");
    assertThat(err.toString()).isEmpty();
    assertThat(requests).contains("DELETE /jars/x.jar");
  }

  @Test
  void aJarThatCannotBeDeletedHidesNoJobId() {
    replace("/jars/x.jar", 500, "{\"errors\":[\"disk\"]}");
    assertThat(submit()).isZero();
    assertThat(out.toString().strip()).isEqualTo("j1");
    assertThat(err.toString()).contains("the uploaded jar x.jar stays behind", "disk");
  }

  @Test
  void aJarThatCannotBeDeletedHidesNoReasonOfFailure() {
    replace("/jars/x.jar/run", 400, "{\"errors\":[\"no such savepoint\"]}");
    replace("/jars/x.jar", 500, "{\"errors\":[\"disk\"]}");
    assertThat(submit()).isNotZero();
    assertThat(err.toString()).contains("cannot run the job: HTTP 400: no such savepoint");
  }

  @Test
  void aSecondJobOfThatNameIsRefusedBeforeAnythingIsUploaded() {
    replace("/jobs/overview", 200, RUNS_ALREADY);
    assertThat(submit()).isNotZero();
    assertThat(err.toString()).contains("is on the cluster already, RESTARTING as j0");
    assertThat(requests).containsExactly("GET /jobs/overview");
  }

  @Test
  void aSecondJobOfThatNameRunsWhenForced() {
    replace("/jobs/overview", 200, RUNS_ALREADY);
    assertThat(submit("--force")).isZero();
    assertThat(out.toString().strip()).isEqualTo("j1");
  }

  private int submit(String... more) {
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    String[] arguments =
        Stream.concat(
                Stream.of("submit", "--job-manager", address, "--jar", jar.toString()),
                Arrays.stream(more))
            .toArray(String[]::new);
    return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
  }

  private void replace(String path, int status, String json) {
    server.removeContext(path);
    answer(path, status, json);
  }

  private void answer(String path, int status, String json) {
    server.createContext(
        path,
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.getRequestBody().readAllBytes();
          byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
