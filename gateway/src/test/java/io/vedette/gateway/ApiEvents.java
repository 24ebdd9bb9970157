package io.vedette.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events. */
final class ApiEvents implements AutoCloseable {

  private final BufferedReader lines;

  /** One event; its id is null when it has none. */
  record Event(@Nullable String id, String name, JsonNode data) {}

  /** Waits for the stream's first line, so that it has been joined. */
  ApiEvents(InputStream stream) throws Exception {
    lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    String hello = lines.readLine();
    if (!"retry: 2000".equals(hello)) {
      throw new IllegalStateException("begins with " + hello);
    }
  }

  /** Waits for the next event. */
  Event next() throws Exception {
    String id = null;
    String name = null;
    String data = null;
    while (true) {
      String line = lines.readLine();
      if (line == null) {
        throw new EOFException("the stream ended");
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.isEmpty() && name != null && data != null) {
        return new Event(id, name, ApiClient.json(data));
      }
    }
  }

  @Override
  public void close() throws Exception {
    lines.close();
  }
}
