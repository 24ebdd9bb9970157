package io.vedette.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.cli.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The few calls of Flink's REST API that are needed here, each a blocking one.
 *
 * <p>Every call fails with a {@link Problem}: nobody answers, or the JobManager's own reason.
 */
public final class FlinkRest {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI jobManager;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_LIMIT)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /** A client of the JobManager at this address, e.g. {@code http://127.0.0.1:8081}. */
  public FlinkRest(URI jobManager) {
    this.jobManager = jobManager;
  }

  /** TaskManagers and slots. */
  public record Overview(int taskManagers, int slots, int freeSlots, String flinkVersion) {}

  /** A job in one line. */
  public record JobLine(String id, String name, String state) {
    /** Whether it has ended for good. */
    public boolean hasEnded() {
      return state.equals("FINISHED") || state.equals("FAILED") || state.equals("CANCELED");
    }
  }

  /**
   * A job and its tasks.
   *
   * @param runningTasks of {@code tasks}, those in state RUNNING
   */
  public record JobDetail(String id, String name, String state, int tasks, int runningTasks) {
    /** Whether it runs with all its tasks. */
    public boolean runsWhole() {
      return state.equals("RUNNING") && tasks > 0 && runningTasks == tasks;
    }
  }

  /** The address. */
  public URI address() {
    return jobManager;
  }

  /** Whether a JobManager answers. */
  public boolean answers() {
    try {
      overview();
      return true;
    } catch (Problem notYet) {
      return false;
    }
  }

  /** What the cluster has. */
  public Overview overview() {
    JsonNode node = get("/overview");
    return new Overview(
        node.path("taskmanagers").asInt(),
        node.path("slots-total").asInt(),
        node.path("slots-available").asInt(),
        node.path("flink-version").asText());
  }

  /** Every job the JobManager remembers. */
  public List<JobLine> jobs() {
    List<JobLine> jobs = new ArrayList<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      jobs.add(
          new JobLine(
              job.path("jid").asText(), job.path("name").asText(), job.path("state").asText()));
    }
    return jobs;
  }

  /** One job. */
  public JobDetail job(String id) {
    JsonNode node = get("/jobs/" + id);
    int tasks = 0;
    int running = 0;
    for (JsonNode vertex : node.path("vertices")) {
      tasks += vertex.path("parallelism").asInt();
      running += vertex.path("tasks").path("RUNNING").asInt();
    }
    return new JobDetail(
        id, node.path("name").asText(), node.path("state").asText(), tasks, running);
  }

  /** Whole numbers the functions of a job count, by name. */
  public Map<String, Object> counts(String id) {
    Map<String, Object> counts = new HashMap<>();
    for (JsonNode one : get("/jobs/" + id + "/accumulators").path("user-task-accumulators")) {
      try {
        counts.put(one.path("name").asText(), Long.valueOf(one.path("value").asText()));
      } catch (NumberFormatException otherKind) {
        continue;
      }
    }
    return counts;
  }

  /** Why a job failed last, first lines only; empty when it did not. */
  public Optional<String> lastFailure(String id) {
    JsonNode entries = get("/jobs/" + id + "/exceptions").path("exceptionHistory").path("entries");
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(reason(entries.get(0).path("stacktrace").asText()));
  }

  /**
   * Uploads a jar.
   *
   * @return its id at the JobManager
   */
  public String upload(Path jar) {
    MultipartFile body = new MultipartFile("jarfile", jar, "application/x-java-archive");
    HttpRequest request =
        HttpRequest.newBuilder(jobManager.resolve("/jars/upload"))
            .header("Content-Type", body.contentType())
            .timeout(ANSWER_LIMIT)
            .POST(body.publisher())
            .build();
    String path = send(request, "upload " + jar.getFileName()).path("filename").asText();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Takes an uploaded jar away again. */
  public void deleteJar(String jarId) {
    send(request("/jars/" + jarId).DELETE().build(), "delete the jar");
  }

  /**
   * Runs the main class an uploaded jar names.
   *
   * @param arguments of its main method
   * @param savepoint to start from, or null
   * @param parallelism or 0 for the job's own
   * @return the job's id
   */
  public String run(
      String jarId, List<String> arguments, @Nullable String savepoint, int parallelism) {
    return run(jarId, null, arguments, savepoint, parallelism);
  }

  /**
   * Runs a main class of an uploaded jar.
   *
   * @param mainClass its name; null for the one the jar names
   * @param arguments of its main method
   * @param savepoint to start from, or null
   * @param parallelism or 0 for the job's own
   * @return the job's id
   */
  public String run(
      String jarId,
      @Nullable String mainClass,
      List<String> arguments,
      @Nullable String savepoint,
      int parallelism) {
    ObjectNode body = JSON.createObjectNode();
    if (mainClass != null) {
      body.put("entryClass", mainClass);
    }
    arguments.forEach(body.putArray("programArgsList")::add);
    if (savepoint != null) {
      body.put("savepointPath", savepoint);
      body.put("restoreMode", "NO_CLAIM");
    }
    if (parallelism > 0) {
      body.put("parallelism", parallelism);
    }
    return post("/jars/" + jarId + "/run", body, "run the job").path("jobid").asText();
  }

  /**
   * Asks a job to stop with a savepoint.
   *
   * @param directory for the savepoint, or null for the cluster's own
   * @return id of the request, for {@link #savepoint}
   */
  public String stopWithSavepoint(String jobId, @Nullable String directory) {
    ObjectNode body = JSON.createObjectNode();
    body.put("drain", false);
    body.put("formatType", "CANONICAL");
    if (directory != null) {
      body.put("targetDirectory", directory);
    }
    return post("/jobs/" + jobId + "/stop", body, "stop job " + jobId).path("request-id").asText();
  }

  /**
   * Where the savepoint is; empty while it is being written.
   *
   * @throws Problem when it failed
   */
  public Optional<String> savepoint(String jobId, String requestId) {
    JsonNode node = get("/jobs/" + jobId + "/savepoints/" + requestId);
    if (!node.path("status").path("id").asText().equals("COMPLETED")) {
      return Optional.empty();
    }
    JsonNode failure = node.path("operation").path("failure-cause");
    if (!failure.isMissingNode()) {
      throw new Problem(
          "job "
              + jobId
              + " made no savepoint: "
              + reason(failure.path("stack-trace").asText(failure.path("class").asText())));
    }
    return Optional.of(node.path("operation").path("location").asText());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(jobManager.resolve(path)).timeout(ANSWER_LIMIT);
  }

  private JsonNode get(String path) {
    return send(request(path).GET().build(), "read " + path);
  }

  private JsonNode post(String path, ObjectNode body, String doing) {
    BodyPublisher json = BodyPublishers.ofString(body.toString());
    return send(request(path).header("Content-Type", "application/json").POST(json).build(), doing);
  }

  private JsonNode send(HttpRequest request, String doing) {
    HttpResponse<byte[]> response;
    try {
      response = http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException nobody) {
      throw new Problem(
          "no JobManager answers at " + jobManager + "; ./vedette cluster up starts one", nobody);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while waiting for " + jobManager, interrupted);
    }
    if (response.statusCode() / 100 != 2) {
      throw new Problem(
          "cannot "
              + doing
              + ": HTTP "
              + response.statusCode()
              + ": "
              + reason(String.join("\n", errors(response.body()))));
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException notJson) {
      throw new Problem(
          "cannot " + doing + ": " + request.uri() + " answered no JSON; is it Flink?", notJson);
    }
  }

  /** Empty when the answer is not one of Flink's. */
  private static List<String> errors(byte[] body) {
    List<String> errors = new ArrayList<>();
    try {
      JSON.readTree(body).path("errors").forEach(error -> errors.add(error.asText()));
    } catch (IOException notJson) {
      return List.of();
    }
    return errors;
  }

  /** The last "Caused by" of a stack trace says most; without one, the first line. */
  static String reason(String stackTrace) {
    List<String> lines = stackTrace.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    String found = "no reason given";
    for (String line : lines) {
      if (line.startsWith("Caused by: ")) {
        found = line.substring("Caused by: ".length());
      } else if (found.equals("no reason given") && !line.startsWith("at ")) {
        found = line;
      }
    }
    return found;
  }
}
