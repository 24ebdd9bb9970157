package io.vedette.cli;

import io.vedette.demo.DemoClient;
import io.vedette.demo.DemoException;
import io.vedette.demo.DemoOptions;
import io.vedette.demo.FaultView;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Break the demo shop of a running ./vedette up --demo, and mend it.",
    subcommands = {DemoCommand.Fault.class, DemoCommand.Faults.class, DemoCommand.Clear.class})
final class DemoCommand {

  private DemoCommand() {}

  /** {@code --port}. */
  static final class ShopOption {
    @Option(
        names = "--port",
        paramLabel = "PORT",
        description = "Where the shop takes faults (" + DemoOptions.DEFAULT_CONTROL_PORT + ").")
    int port = DemoOptions.DEFAULT_CONTROL_PORT;

    <T> T ask(Function<DemoClient, T> question) {
      try {
        return question.apply(new DemoClient(DemoClient.url(port)));
      } catch (DemoException refused) {
        throw new Problem(String.valueOf(refused.getMessage()), refused);
      }
    }
  }

  /** {@code vedette demo fault}. */
  @Command(name = "fault", mixinStandardHelpOptions = true, description = "Begin a fault now.")
  static final class Fault implements Callable<Integer> {

    @Parameters(
        paramLabel = "KIND",
        description =
            "latency, errors, cpu, memory-leak, host-down, bad-deployment, traffic-surge,"
                + " database-slow or queue-backlog.")
    @Nullable String kind;

    @Option(names = "--service", required = true, description = "Which service, e.g. cart.")
    @Nullable String service;

    @Option(
        names = "--for",
        paramLabel = "SPAN",
        converter = SpanConverter.class,
        description = "How long (5m).")
    Duration lasting = Duration.ofMinutes(5);

    @Option(names = "--magnitude", description = "How bad; each kind has its own unit and default.")
    @Nullable Double magnitude;

    @Mixin ShopOption shop = new ShopOption();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      FaultView begun =
          shop.ask(
              client ->
                  client.inject(
                      Objects.requireNonNull(kind),
                      Objects.requireNonNull(service),
                      lasting,
                      magnitude == null ? OptionalDouble.empty() : OptionalDouble.of(magnitude)));
      out(spec).println(begun);
      return 0;
    }
  }

  /** {@code vedette demo faults}. */
  @Command(
      name = "faults",
      mixinStandardHelpOptions = true,
      description = "List what goes on, and what the schedule brings next.")
  static final class Faults implements Callable<Integer> {

    @Mixin ShopOption shop = new ShopOption();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      FaultView.Faults faults = shop.ask(DemoClient::list);
      PrintWriter out = out(spec);
      out.println(faults.active().isEmpty() ? "nothing is broken" : "going on:");
      faults.active().forEach(fault -> out.println("  " + fault));
      if (!faults.upcoming().isEmpty()) {
        out.println("to come:");
        faults.upcoming().forEach(fault -> out.println("  " + fault));
      }
      return 0;
    }
  }

  /** {@code vedette demo clear}. */
  @Command(name = "clear", mixinStandardHelpOptions = true, description = "End faults.")
  static final class Clear implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Which one; else all.")
    @Nullable String id;

    @Mixin ShopOption shop = new ShopOption();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      String which = id;
      List<FaultView> ended =
          which == null
              ? shop.ask(DemoClient::clear)
              : shop.ask(client -> List.of(client.clear(which)));
      PrintWriter out = out(spec);
      out.println(ended.isEmpty() ? "nothing was broken" : "ended:");
      ended.forEach(fault -> out.println("  " + fault));
      return 0;
    }
  }

  private static PrintWriter out(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
