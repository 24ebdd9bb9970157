package io.vedette.gateway.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a JobManager's REST interface how its jobs and their checkpoints do. */
public final class FlinkProbe {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int MAX_ANSWER = 4 << 20;
  private static final int MAX_JOBS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI jobManager;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** Of the JobManager at this address. */
  public FlinkProbe(URI jobManager) {
    this.jobManager = jobManager;
  }

  /**
   * A job.
   *
   * @param startedAt milliseconds since the epoch
   * @param tasks subtasks in all
   * @param running subtasks that run
   * @param completed checkpoints that were completed since it started
   * @param failed checkpoints that failed
   * @param last the newest that was completed; null for none yet
   */
  public record Job(
      String id,
      String name,
      String state,
      long startedAt,
      int tasks,
      int running,
      long completed,
      long failed,
      @Nullable Checkpoint last) {}

  /**
   * A checkpoint that was completed.
   *
   * @param at when it was begun, milliseconds since the epoch
   * @param durationMs how long it took
   * @param bytes of state it holds
   */
  public record Checkpoint(long at, long durationMs, long bytes) {}

  /** Jobs the JobManager knows, the newest first, those that ended included. */
  public List<Job> look() throws IOException, InterruptedException {
    List<JsonNode> told = new ArrayList<>();
    get("/jobs/overview").path("jobs").forEach(told::add);
    told.sort(
        (a, b) -> Long.compare(b.path("start-time").longValue(), a.path("start-time").longValue()));
    List<Job> jobs = new ArrayList<>();
    for (JsonNode job : told.subList(0, Math.min(MAX_JOBS, told.size()))) {
      jobs.add(job(job));
    }
    return jobs;
  }

  private Job job(JsonNode told) throws IOException, InterruptedException {
    String id = told.path("jid").asText();
    if (!id.matches("[0-9a-f]{32}")) {
      throw new IOException("it tells a job whose id is none");
    }
    JsonNode checkpoints = get("/jobs/" + id + "/checkpoints");
    JsonNode counts = checkpoints.path("counts");
    JsonNode last = checkpoints.at("/latest/completed");
    return new Job(
        id,
        told.path("name").asText(),
        told.path("state").asText(),
        told.path("start-time").longValue(),
        told.at("/tasks/total").intValue(),
        told.at("/tasks/running").intValue(),
        counts.path("completed").longValue(),
        counts.path("failed").longValue(),
        last.isObject()
            ? new Checkpoint(
                last.path("trigger_timestamp").longValue(),
                last.path("end_to_end_duration").longValue(),
                last.path("state_size").longValue())
            : null);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(jobManager.resolve(path)).timeout(PATIENCE).GET().build();
    HttpResponse<InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      byte[] read = body.readNBytes(MAX_ANSWER + 1);
      if (answer.statusCode() != 200 || read.length > MAX_ANSWER) {
        throw new IOException(
            path + " is answered " + answer.statusCode() + ", " + read.length + " bytes");
      }
      return JSON.readTree(read);
    }
  }
}
