package io.vedette.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vedette.cli.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkRestTest {

  @TempDir Path folder;

  private final List<String> bodies = new ArrayList<>();
  private HttpServer server;
  private FlinkRest rest;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    rest = new FlinkRest(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(String path, int status, String json) {
    server.createContext(
        path,
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @Test
  void aJobRunsWholeOnlyWhenEveryTaskDoes() {
    answer(
        "/jobs/j",
        200,
        """
        {"name":"n","state":"RUNNING","vertices":[
          {"parallelism":2,"tasks":{"RUNNING":2}},
          {"parallelism":3,"tasks":{"RUNNING":2,"INITIALIZING":1}}]}""");
    FlinkRest.JobDetail job = rest.job("j");
    assertThat(job.tasks()).isEqualTo(5);
    assertThat(job.runningTasks()).isEqualTo(4);
    assertThat(job.runsWhole()).isFalse();
  }

  @Test
  void countsAreTheWholeNumbersTheFunctionsOfAJobCount() {
    answer(
        "/jobs/j/accumulators",
        200,
        """
        {"job-accumulators":[],"user-task-accumulators":[
          {"name":"seriesTrained","type":"LongCounter","value":"414"},
          {"name":"share","type":"DoubleCounter","value":"0.5"}]}""");
    assertThat(rest.counts("j")).isEqualTo(Map.of("seriesTrained", 414L));
  }

  @Test
  void theInnermostCauseIsWhatIsReported() {
    answer(
        "/jars/x.jar/run",
        400,
        """
        {"errors":["Bad Request","org.apache.flink.X: outer\\n\\tat a.B.c(B.java:1)\\nCaused by: y.Z: no such savepoint\\n\\tat d.E"]}\
        """);
    assertThatThrownBy(() -> rest.run("x.jar", List.of(), "file:///nowhere", 0))
        .isInstanceOf(Problem.class)
        .hasMessage("cannot run the job: HTTP 400: y.Z: no such savepoint");
  }

  @Test
  void aRunSendsArgumentsSavepointAndParallelism() {
    answer("/jars/x.jar/run", 200, "{\"jobid\":\"j1\"}");
    assertThat(rest.run("x.jar", List.of("--set", "a=b"), "file:///s", 3)).isEqualTo("j1");
    assertThat(bodies.get(0))
        .contains("\"programArgsList\":[\"--set\",\"a=b\"]")
        .contains("\"savepointPath\":\"file:///s\"")
        .contains("\"parallelism\":3");
  }

  @Test
  void anUploadIsAFormWithTheFilesBytes() throws Exception {
    answer("/jars/upload", 200, "{\"filename\":\"/tmp/web/abc_job.jar\",\"status\":\"success\"}");
    Path jar = Files.writeString(folder.resolve("job.jar"), "JAR BYTES");
    assertThat(rest.upload(jar)).isEqualTo("abc_job.jar");
    assertThat(bodies.get(0))
        .contains("name=\"jarfile\"; filename=\"job.jar\"")
        .contains("\r\n\r\nJAR BYTES\r\n--");
  }

  @Test
  void aMissingJarIsSaidBeforeAnythingIsSent() {
    assertThatThrownBy(() -> rest.upload(folder.resolve("none.jar")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("there is no file")
        .hasMessageContaining("./vedette build");
  }

  @Test
  void aSavepointThatFailedSaysWhy() {
    answer(
        "/jobs/j/savepoints/r",
        200,
        """
        {"status":{"id":"COMPLETED"},"operation":{"failure-cause":{"class":"a.B","stack-trace":"a.B: x\\nCaused by: c.D: disk full"}}}\
        """);
    assertThatThrownBy(() -> rest.savepoint("j", "r"))
        .hasMessage("job j made no savepoint: c.D: disk full");
  }

  @Test
  void aSavepointBeingWrittenIsNotThereYet() {
    answer("/jobs/j/savepoints/r", 200, "{\"status\":{\"id\":\"IN_PROGRESS\"}}");
    answer("/jobs/j/exceptions", 200, "{}");
    assertThat(rest.savepoint("j", "r")).isEmpty();
    assertThatThrownBy(() -> new JobWatch(rest).awaitSavepoint("j", "r", Duration.ZERO))
        .hasMessageContaining("made no savepoint within 0 s");
  }

  @Test
  void anotherServerAtTheAddressIsSaid() {
    answer("/jobs/j", 200, "<html>");
    assertThatThrownBy(() -> rest.job("j")).hasMessageContaining("answered no JSON; is it Flink?");
    assertThatThrownBy(() -> rest.job("none")).hasMessageContaining("HTTP 404");
  }

  @Test
  void aJobThatFailedIsNotWaitedFor() {
    answer(
        "/jobs/j/exceptions",
        200,
        """
        {"exceptionHistory":{"entries":[{"stacktrace":"a.B: x\\nCaused by: c.D: no broker"}]}}\
        """);
    answer("/jobs/j", 200, "{\"name\":\"n\",\"state\":\"FAILED\",\"vertices\":[]}");
    assertThatThrownBy(() -> new JobWatch(rest).awaitRunning("j", Duration.ofHours(1)))
        .hasMessage("job j FAILED: c.D: no broker");
  }
}
