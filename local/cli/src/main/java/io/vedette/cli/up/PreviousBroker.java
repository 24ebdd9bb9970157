package io.vedette.cli.up;

import io.vedette.cli.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The broker of the last run. When its parent was killed it ends by itself, but takes a moment to
 * close its files and its port.
 */
final class PreviousBroker {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path pidFile;

  PreviousBroker(DataFolder data) {
    this.pidFile = data.kafka().resolve("broker.pid");
  }

  void remember(long pid) {
    try {
      Files.writeString(pidFile, Long.toString(pid), StandardCharsets.UTF_8);
    } catch (IOException denied) {
      throw new UncheckedIOException("cannot write " + pidFile, denied);
    }
  }

  /** Waits until it is gone; returns at once when it is. */
  void awaitEnd(Runnable whenWaiting) throws InterruptedException {
    Optional<ProcessHandle> running = find();
    if (running.isEmpty()) {
      return;
    }
    whenWaiting.run();
    try {
      running.get().onExit().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stubborn) {
      throw new Problem(
          "the Kafka broker of the last run (process "
              + running.get().pid()
              + ") has not ended after "
              + LIMIT.toSeconds()
              + " s; end it by hand",
          stubborn);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Its process id may be another program's by now. */
  private Optional<ProcessHandle> find() {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    try {
      long pid = Long.parseLong(Files.readString(pidFile, StandardCharsets.UTF_8).strip());
      return ProcessHandle.of(pid)
          .filter(
              process ->
                  process
                      .info()
                      .commandLine()
                      .filter(command -> command.contains("io.vedette.broker.BrokerMain"))
                      .isPresent());
    } catch (NumberFormatException halfWritten) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + pidFile, unreadable);
    }
  }
}
