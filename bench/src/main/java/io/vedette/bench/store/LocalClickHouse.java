package io.vedette.bench.store;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A clickhouse-server of Debian's package on loopback, with its defaults and a folder of its own.
 */
final class LocalClickHouse implements AutoCloseable {

  private static final Duration STARTUP = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private LocalClickHouse(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static LocalClickHouse start(Path folder) throws IOException, InterruptedException {
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
          <mark_cache_size>268435456</mark_cache_size>
          <default_profile>default</default_profile><default_database>default</default_database>
        </yandex>
        """
            .formatted(port, folder, folder, folder));
    Files.writeString(
        folder.resolve("users.xml"),
        """
        <yandex>
          <profiles><default/></profiles>
          <users><default>
            <password></password><networks><ip>127.0.0.1</ip></networks>
            <profile>default</profile><quota>default</quota>
          </default></users>
          <quotas><default/></quotas>
        </yandex>
        """);
    Process process =
        new ProcessBuilder("clickhouse-server", "--config-file=" + folder.resolve("config.xml"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    LocalClickHouse server = new LocalClickHouse(process, port);
    server.awaitAnswer();
    return server;
  }

  private void awaitAnswer() throws InterruptedException, IOException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest ping = HttpRequest.newBuilder(url().resolve("/ping")).build();
    long deadline = System.nanoTime() + STARTUP.toNanos();
    while (true) {
      try {
        if (client.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("clickhouse-server did not start", notYet);
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
