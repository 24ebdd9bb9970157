package io.vedette.store;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Debian's clickhouse-server, in a folder of its own; started, killed and started again. */
public final class ClickHouseServer implements AutoCloseable {

  static final Path PROGRAM = Path.of("/usr/sbin/clickhouse-server");

  private final Path folder;
  private final int port;
  private Process process;

  private ClickHouseServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  public static ClickHouseServer start(Path folder) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("config.xml"),
        """
        <yandex>
          <logger><level>warning</level><console>1</console></logger>
          <http_port>%d</http_port><listen_host>127.0.0.1</listen_host>
          <path>%s/data/</path><tmp_path>%s/tmp/</tmp_path>
          <users_config>%s/users.xml</users_config>
          <mark_cache_size>67108864</mark_cache_size>
          <default_profile>default</default_profile><default_database>default</default_database>
        </yandex>
        """
            .formatted(port, folder, folder, folder));
    Files.writeString(
        folder.resolve("users.xml"),
        """
        <yandex>
          <profiles><default><max_memory_usage>1000000000</max_memory_usage></default></profiles>
          <users><default>
            <password>it's secret</password><networks><ip>127.0.0.1</ip></networks>
            <profile>default</profile><quota>default</quota>
          </default></users>
          <quotas><default/></quotas>
        </yandex>
        """);
    ClickHouseServer server = new ClickHouseServer(folder, port, launch(folder));
    server.awaitAnswer();
    return server;
  }

  private static Process launch(Path folder) throws IOException {
    return new ProcessBuilder(PROGRAM.toString(), "--config-file=" + folder.resolve("config.xml"))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private void awaitAnswer() {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest ping = HttpRequest.newBuilder(url().resolve("/ping")).build();
    Awaitility.await("clickhouse-server answers; see " + folder.resolve("log"))
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> client.send(ping, HttpResponse.BodyHandlers.ofString()).statusCode() == 200);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public String password() {
    return "it's secret";
  }

  /** As when the machine loses power. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  public void startAgain() throws IOException {
    process = launch(folder);
    awaitAnswer();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  /** Runs a statement as the user that may do all. */
  public void execute(String statement) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(url())
            .header("X-ClickHouse-User", "default")
            .header("X-ClickHouse-Key", password())
            .POST(HttpRequest.BodyPublishers.ofString(statement))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(statement + ": " + answer.body());
    }
  }
}
