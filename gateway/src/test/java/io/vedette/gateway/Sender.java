package io.vedette.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An HTTP client of one gateway. */
final class Sender {

  static final String WRITE = "/api/v1/write";
  static final String OTLP = "/v1/metrics";
  static final String PUSH = "/api/v1/push";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  Sender(int port) {
    this.port = port;
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  HttpRequest.Builder remoteWrite1(byte[] body) {
    return to(WRITE)
        .header("Content-Type", "application/x-protobuf")
        .header("Content-Encoding", "snappy")
        .header("X-Prometheus-Remote-Write-Version", "0.1.0")
        .POST(BodyPublishers.ofByteArray(body));
  }

  HttpRequest.Builder remoteWrite2(byte[] body) {
    return to(WRITE)
        .header("Content-Type", "application/x-protobuf;proto=io.prometheus.write.v2.Request")
        .header("Content-Encoding", "snappy")
        .header("X-Prometheus-Remote-Write-Version", "2.0.0")
        .POST(BodyPublishers.ofByteArray(body));
  }

  HttpRequest.Builder json(byte[] body) {
    return to(PUSH)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body));
  }

  HttpRequest.Builder otlp(String type, byte[] body) {
    return to(OTLP).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> get(String path) throws Exception {
    return client.send(to(path).GET().build(), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<byte[]>> begin(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), BodyHandlers.ofByteArray());
  }

  /** The value of a metric by name and labels as exposed, or 0 when it is not there. */
  double metric(String nameAndLabels) throws Exception {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(nameAndLabels + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(nameAndLabels.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  /** The sum of a metric over all lines that contain a text. */
  double sum(String name, String containing) throws Exception {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(containing))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
