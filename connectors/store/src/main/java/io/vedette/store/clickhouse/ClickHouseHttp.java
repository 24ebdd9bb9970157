package io.vedette.store.clickhouse;

import io.vedette.store.StoreException;
import io.vedette.store.StoreLostException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** ClickHouse's HTTP interface. Thread-safe. */
final class ClickHouseHttp {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_MESSAGE = 500;

  /** UNKNOWN_TABLE and UNKNOWN_DATABASE, as every version begins to say them. */
  private static final Pattern GONE = Pattern.compile("Code: (60|81)\\b");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI url;
  private final String authorization;

  ClickHouseHttp(URI url, String user, String password) {
    this.url = url;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends a request and waits for all of its answer.
   *
   * @param parameters of the URL: database, settings, for an insert also the query
   * @param body the statement, or the rows of an insert
   * @throws StoreLostException when the table or the database is not there
   * @throws StoreException when the server cannot be reached, is too slow or says no
   */
  byte[] post(Map<String, String> parameters, byte[] body, Duration timeout) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("wait_end_of_query", "1"); // so that the status tells of a failure at the very end, too
    all.put("max_execution_time", Long.toString(Math.max(1, timeout.toSeconds())));
    String query =
        all.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/?" + query))
            .timeout(timeout)
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer;
    try {
      answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException unreachable) {
      throw new StoreException(
          "ClickHouse at " + url + " did not answer: " + unreachable, unreachable);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new StoreException("stopped while waiting for ClickHouse", ended);
    }
    if (answer.statusCode() != 200) {
      String said = firstWords(new String(answer.body(), StandardCharsets.UTF_8));
      String message = "ClickHouse at " + url + " said " + answer.statusCode() + ": " + said;
      throw GONE.matcher(said).lookingAt()
          ? new StoreLostException(message, null)
          : new StoreException(message);
    }
    return answer.body();
  }

  private static String firstWords(String message) {
    String line = message.strip();
    return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "...";
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
