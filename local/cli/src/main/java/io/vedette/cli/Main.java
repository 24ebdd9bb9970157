package io.vedette.cli;

import io.vedette.settings.SettingsException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;

/** Entry of every command. */
@Command(
    name = "vedette",
    header = "Streaming AIOps on Apache Flink and Kafka.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    description = {"", "Finds what is not normal in your metrics and says so once.", ""},
    footer = {
      "",
      "First steps, each in a terminal of its own:",
      "  ./vedette up --demo                           a shop of services, watched",
      "  ./vedette tail alerts                         what is found",
      "  ./vedette demo fault latency --service cart   break something",
      "",
      "'vedette help COMMAND' tells more about one.",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    },
    subcommands = {
      UpCommand.class,
      TailCommand.class,
      SendFeedbackCommand.class,
      IncidentCommands.class,
      RuleCommand.class,
      SilenceCommand.class,
      MaintenanceCommand.class,
      InhibitionCommand.class,
      FlappingCommand.class,
      ReplayCommand.class,
      TrainCommand.class,
      DemoCommand.class,
      ClusterCommand.class,
      SubmitCommand.class,
      StopCommand.class,
      StatusCommand.class,
      ScriptCommands.Build.class,
      ScriptCommands.Test.class,
      HelpCommand.class
    })
public final class Main {

  private static final String DEFAULT_LOGGING = "log4j2-command.xml";

  private Main() {}

  /** From the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"vedette " + (version == null ? "(not from a jar)" : version)};
    }
  }

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    // before the first logger is made; `up` chooses another one, which writes to the data folder
    if (System.getProperty("log4j2.configurationFile") == null) {
      System.setProperty("log4j2.configurationFile", DEFAULT_LOGGING);
    }
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = commandLine(out, err).execute(arguments);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** The command line, printing to the given writers. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    Ansi ansi = Terminal.wantsColour() ? Ansi.ON : Ansi.OFF;
    CommandLine commands = new CommandLine(new Main());
    setVersion(commands);
    return commands
        .setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(sayWhatIsWrong());
  }

  private static void setVersion(CommandLine command) {
    command.getCommandSpec().versionProvider(new Version());
    command.getSubcommands().values().forEach(Main::setVersion);
  }

  private static IExecutionExceptionHandler sayWhatIsWrong() {
    return (failure, command, parsed) -> {
      PrintWriter err = command.getErr();
      if (failure instanceof Problem || failure instanceof SettingsException) {
        err.println("vedette: " + failure.getMessage());
      } else {
        err.println("vedette: this should not happen; please report it");
        failure.printStackTrace(err);
      }
      err.flush();
      return CommandLine.ExitCode.SOFTWARE;
    };
  }
}
