package io.vedette.broker;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The broker as its parent sees it: started, waited for, stopped.
 *
 * <p>The child's heap is bounded ({@value #HEAP}); its log is {@code broker.log} beside its data.
 */
public final class BrokerProcess implements AutoCloseable {

  private static final String HEAP = "512m";
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Process process;
  private final String bootstrapServers;

  private BrokerProcess(Process process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker and waits until it takes clients.
   *
   * @param folder where its data is, made when missing
   * @param port for clients; 0 for a free one
   * @param overrides of Kafka's broker configuration
   * @throws IOException saying why it did not start
   */
  public static BrokerProcess start(Path folder, int port, Map<String, String> overrides)
      throws IOException {
    Path data = folder.toAbsolutePath();
    Files.createDirectories(data);
    int clientPort = port == 0 ? freePort() : port;
    List<String> command = new ArrayList<>();
    // Ctrl-C and a closed terminal reach every process in the foreground; the parent must be able
    // to
    // finish with the broker still there, and ends it after that
    command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\""));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + HEAP);
    command.add("-Dvedette.broker.log=" + data.resolve("broker.log"));
    command.add("-cp");
    command.add(classPath());
    command.add("io.vedette.broker.BrokerMain");
    command.add(data.resolve("kraft").toString());
    command.add(Integer.toString(clientPort));
    command.add(Integer.toString(freePort()));
    overrides.forEach((key, value) -> command.add(key + "=" + value));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(data.resolve("broker.err").toFile()))
            .start();
    return new BrokerProcess(process, waitUntilReady(process, data));
  }

  /** Host and port for clients. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it at once, as a crash would. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Stops it in good order; by force when that takes longer than {@code STOP_LIMIT}. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (IOException pipeGone) {
      kill();
    } catch (InterruptedException interrupted) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  private static String waitUntilReady(Process process, Path data) throws IOException {
    CompletableFuture<String> ready = new CompletableFuture<>();
    Thread reader =
        new Thread(() -> readUntilReady(process, data, ready), "read-broker-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    try {
      return ready.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      process.destroyForcibly();
      Throwable cause = failed.getCause();
      throw new IOException(cause == null ? failed.getMessage() : cause.getMessage(), failed);
    } catch (TimeoutException tooSlow) {
      process.destroyForcibly();
      throw new IOException(
          "the Kafka broker was not ready within " + START_LIMIT.toSeconds() + " s; see " + data,
          tooSlow);
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the Kafka broker was starting", interrupted);
    }
  }

  /** Goes on reading after the broker is ready, so that the child never blocks on a full pipe. */
  private static void readUntilReady(Process process, Path data, CompletableFuture<String> ready) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(BrokerMain.READY)) {
          ready.complete(line.substring(BrokerMain.READY.length()));
        } else if (line.startsWith(BrokerMain.FAILED)) {
          ready.completeExceptionally(
              new IOException(
                  "the Kafka broker did not start: "
                      + line.substring(BrokerMain.FAILED.length())
                      + " (data in "
                      + data
                      + ")"));
        }
      }
    } catch (IOException closed) {
      ready.completeExceptionally(closed);
    }
    ready.completeExceptionally(
        new IOException(
            "the Kafka broker ended while starting; see " + data.resolve("broker.err")));
  }

  /** This module's own classes and, beside them, the folder with what they need. */
  private static String classPath() throws IOException {
    Path self;
    try {
      self =
          Path.of(BrokerProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IOException(impossible);
    }
    Path libraries = libraries(self);
    return self + File.pathSeparator + libraries + File.separator + "*";
  }

  private static Path libraries(Path self) throws IOException {
    String set = System.getProperty("vedette.broker.libraries");
    Path libraries = set == null ? self.resolveSibling("lib") : Path.of(set);
    if (!Files.isDirectory(libraries)) {
      throw new IOException("the Kafka broker's libraries are missing: " + libraries);
    }
    return libraries;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
