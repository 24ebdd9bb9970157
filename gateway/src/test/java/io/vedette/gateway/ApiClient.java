package io.vedette.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A client of the API of one gateway. */
final class ApiClient {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String JSON = "application/json";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  ApiClient(int port) {
    this.port = port;
  }

  static JsonNode json(HttpResponse<String> answer) throws Exception {
    return MAPPER.readTree(answer.body());
  }

  static JsonNode json(String text) throws Exception {
    return MAPPER.readTree(text);
  }

  private HttpRequest.Builder to(String path, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
            .timeout(Duration.ofSeconds(60));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> get(String path, @Nullable String token) throws Exception {
    return client.send(to(path, token).GET().build(), BodyHandlers.ofString());
  }

  HttpResponse<String> delete(String path, @Nullable String token) throws Exception {
    return client.send(to(path, token).DELETE().build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body, @Nullable String token) throws Exception {
    return post(path, body, token, JSON);
  }

  HttpResponse<String> post(String path, String body, @Nullable String token, String type)
      throws Exception {
    return client.send(
        to(path, token).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> postFrom(String origin, String path, String body, @Nullable String token)
      throws Exception {
    return client.send(
        to(path, token)
            .header("Content-Type", JSON)
            .header("Origin", origin)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  ApiEvents listen(String path, @Nullable String token, @Nullable String lastSeen)
      throws Exception {
    HttpRequest.Builder request = to(path, token).GET();
    if (lastSeen != null) {
      request.header("Last-Event-ID", lastSeen);
    }
    HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("events: " + answer.statusCode());
    }
    return new ApiEvents(answer.body());
  }
}
