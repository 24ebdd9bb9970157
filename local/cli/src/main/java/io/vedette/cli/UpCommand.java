package io.vedette.cli;

import io.vedette.cli.up.LocalOptions;
import io.vedette.cli.up.LocalRun;
import io.vedette.demo.DemoOptions;
import io.vedette.gateway.GatewaySettings;
import io.vedette.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Start everything on this machine: a Kafka broker, the streaming job on a Flink mini cluster"
          + " with web UI, and the gateway.",
      "",
      "State is kept in the data folder and picked up at the next start: from the savepoint of a"
          + " clean stop, or from the last checkpoint after a kill. Ctrl-C stops cleanly, twice at"
          + " once. The checkpoints and savepoints of the last three runs are kept, older ones are"
          + " deleted at start. Every port takes 0 for a free one."
    })
final class UpCommand implements Callable<Integer> {

  @Option(names = "--demo", description = "With a simulated shop that sends metrics.")
  boolean demo;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Where everything is kept (${DEFAULT-VALUE}).")
  @Nullable Path data;

  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      description = "Else the setting gateway.port (8080).")
  @Nullable Integer gatewayPort;

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Flink's web UI (${DEFAULT-VALUE}).")
  int webPort;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Kafka (${DEFAULT-VALUE}).")
  int kafkaPort;

  @Option(
      names = "--demo-port",
      paramLabel = "PORT",
      description = "Where the demo shop takes faults (" + DemoOptions.DEFAULT_CONTROL_PORT + ").")
  int demoPort = DemoOptions.DEFAULT_CONTROL_PORT;

  @Option(
      names = "--no-job",
      description = "Without the streaming job, which runs on a cluster then (./vedette submit).")
  boolean noJob;

  @Option(
      names = "--ignore-state",
      description =
          "Start the job without what it learned, though there is state. It reads on from the"
              + " offsets it committed last. The checkpoints and savepoints so far are moved to"
              + " DIR/discarded-TIME, and those moved before are deleted.")
  boolean ignoreState;

  @Mixin SettingsOptions settingsOptions = new SettingsOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Path folder = Objects.requireNonNull(data).toAbsolutePath().normalize();
    // before the first logger: its file is in the data folder
    System.setProperty("vedette.logs", folder.resolve("logs").toString());
    System.setProperty("log4j2.configurationFile", "log4j2-up.xml");
    System.setProperty("log.file", folder.resolve("logs/vedette.log").toString()); // Flink's pages
    Settings settings = settingsOptions.resolve(EverySetting.ALL, Map.of());
    int gateway = gatewayPort == null ? settings.get(GatewaySettings.PORT) : gatewayPort;
    return LocalRun.run(
        new LocalOptions(
            folder, kafkaPort, gateway, webPort, demoPort, !noJob, demo, ignoreState, settings),
        Objects.requireNonNull(spec).commandLine().getOut());
  }
}
