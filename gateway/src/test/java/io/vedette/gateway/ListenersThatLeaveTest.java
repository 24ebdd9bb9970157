package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;

/** A browser that is closed in the middle of a stream of events leaves nothing behind. */
class ListenersThatLeaveTest {

  private static final int LISTENERS = 60;

  /** Counts what is logged. */
  private static final class Lines extends AbstractAppender {

    private final AtomicInteger count = new AtomicInteger();

    Lines() {
      super("lines", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      if (event.getLoggerName().contains("avalin")) {
        count.incrementAndGet();
      }
    }
  }

  @Test
  void connectionsThatAreResetEndTheirStreamAndNothingGoesRound() throws Exception {
    Lines lines = new Lines();
    lines.start();
    LoggerContext logs = (LoggerContext) LogManager.getContext(false);
    logs.getRootLogger().addAppender(lines);
    try (Gateway gateway =
        Gateway.start(
            ResultTopics.settings(
                "127.0.0.1:1",
                Map.of(
                    "gateway.api-event-heartbeat", "100ms",
                    "gateway.api-requests-per-second", "10000")))) {
      ApiClient api = new ApiClient(gateway.port());
      List<Socket> listeners = new ArrayList<>();
      for (int i = 0; i < LISTENERS; i++) {
        listeners.add(listen(gateway.port()));
      }
      assertThat(clients(api)).isEqualTo(LISTENERS);
      for (Socket listener : listeners) {
        listener.setSoLinger(true, 0); // reset, not an orderly end
        listener.close();
      }

      await().atMost(Duration.ofSeconds(30)).until(() -> clients(api) == 0);
      assertThat(api.get("/me", null).statusCode()).isEqualTo(200);
      for (int i = 0; i < LISTENERS; i++) {
        Socket still = listen(gateway.port());
        if (i % 2 == 0) {
          still.setSoLinger(true, 0);
          still.close();
        }
      }
    } finally {
      logs.getRootLogger().removeAppender(lines);
    }
    assertThat(lines.count.get()).as("lines of Javalin's log").isLessThan(5 * LISTENERS);
  }

  private static Socket listen(int port) throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket
        .getOutputStream()
        .write(
            ("GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    InputStream answer = socket.getInputStream();
    StringBuilder heard = new StringBuilder();
    while (!heard.toString().contains("retry:")) {
      int next = answer.read();
      assertThat(next).as("the stream ended: %s", heard).isNotNegative();
      heard.append((char) next);
    }
    return socket;
  }

  private static int clients(ApiClient api) throws Exception {
    return ApiClient.json(api.get("/health/pipeline", null)).at("/live/clients").intValue();
  }
}
