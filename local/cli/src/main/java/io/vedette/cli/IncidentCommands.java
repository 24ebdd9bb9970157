package io.vedette.cli;

import io.vedette.formats.control.ControlMessage;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.control.IncidentCommandKind;
import io.vedette.schema.incident.AffectedService;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.RankedCause;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.settings.SharedSettings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette incident}. */
@Command(
    name = "incident",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Incidents, and what people do with them.",
      "",
      "What a command did is on ./vedette tail incidents within a second; why it was refused on"
          + " ./vedette tail dead-letters. See docs/incidents.md."
    },
    subcommands = {
      IncidentCommands.ListIncidents.class,
      IncidentCommands.Show.class,
      IncidentCommands.Acknowledge.class,
      IncidentCommands.Unacknowledge.class,
      IncidentCommands.Snooze.class,
      IncidentCommands.Unsnooze.class,
      IncidentCommands.Merge.class,
      IncidentCommands.Split.class,
      IncidentCommands.Resolve.class,
      IncidentCommands.Reopen.class,
      IncidentCommands.Say.class
    })
final class IncidentCommands {

  private IncidentCommands() {}

  private static Incident read(byte[] json) {
    return ResultJson.read(json, Incident.class);
  }

  /** {@code vedette incident list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Print incidents that are not over: the one that began last first.")
  static final class ListIncidents implements Callable<Integer> {

    @Option(names = "--all", description = "Those resolved and merged as well.")
    boolean all;

    @Option(names = "--json", description = "The records as they are on the topic.")
    boolean json;

    @Mixin ControlTopics topics = new ControlTopics();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      topics.newest(SharedSettings.INCIDENTS_TOPIC).values().stream()
          .map(IncidentCommands::read)
          .filter(incident -> all || isOpen(incident))
          .sorted(Comparator.comparingLong(Incident::getStartsAt).reversed())
          .forEach(incident -> out.println(json ? asJson(incident) : line(incident)));
      return 0;
    }

    private static boolean isOpen(Incident incident) {
      return incident.getStatus() != IncidentStatus.RESOLVED
          && incident.getStatus() != IncidentStatus.MERGED;
    }
  }

  /** {@code vedette incident show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Print all of an incident: its services, likely causes, alerts, changes.")
  static final class Show implements Callable<Integer> {

    @Parameters(paramLabel = "INCIDENT", description = "Id, or how it begins.")
    @Nullable String incident;

    @Option(names = "--json", description = "The record as it is on the topic.")
    boolean json;

    @Mixin ControlTopics topics = new ControlTopics();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      Incident found =
          read(
              find(
                  topics.newest(SharedSettings.INCIDENTS_TOPIC), Objects.requireNonNull(incident)));
      if (json) {
        out.println(asJson(found));
      } else {
        print(found, out);
      }
      return 0;
    }

    static byte[] find(NavigableMap<String, byte[]> incidents, String beginning) {
      NavigableMap<String, byte[]> matching =
          incidents.subMap(beginning, true, beginning + Character.MAX_VALUE, true);
      if (matching.size() != 1) {
        throw new Problem(
            matching.isEmpty()
                ? "no incident begins with '" + beginning + "'; see ./vedette incident list --all"
                : matching.size() + " incidents begin with '" + beginning + "'");
      }
      return matching.firstEntry().getValue();
    }

    private static void print(Incident found, PrintWriter out) {
      out.println(line(found));
      out.println("  " + at(found.getChangedAt()) + "  " + Terminal.printable(found.getReason()));
      for (AffectedService service : found.getServices()) {
        out.println(
            "  service  %-24s %s, %d of %d alerts fire"
                .formatted(
                    Terminal.printable(service.getService()),
                    service.getSeverity(),
                    service.getFiring(),
                    service.getAlerts()));
      }
      found.getCauses().stream().limit(3).map(IncidentCommands::line).forEach(out::println);
      for (IncidentAlert alert : found.getAlerts()) {
        String summary = alert.getSummary();
        out.println(
            "  alert    %s  %-8s %-8s %s  %s"
                .formatted(
                    at(alert.getStartsAt()),
                    alert.getStatus(),
                    alert.getSeverity(),
                    Terminal.printable(alert.getId()),
                    Terminal.printable(summary == null ? alert.getName() : summary)));
      }
      found
          .getChanges()
          .forEach(
              change ->
                  out.println(
                      "  change   %s  %s of %s %s"
                          .formatted(
                              at(change.getAt()),
                              Terminal.printable(change.getKind()),
                              Terminal.printable(change.getService()),
                              Terminal.printable(
                                  Objects.requireNonNullElse(change.getVersion(), "")))));
      String continues = found.getContinues();
      if (continues != null) {
        out.println("  continues " + continues);
      }
    }
  }

  private static String at(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String line(RankedCause cause) {
    return "  cause    %-24s %3.0f %% sure  %s"
        .formatted(
            Terminal.printable(cause.getEntity()),
            100 * cause.getConfidence(),
            Terminal.printable(String.join(", ", cause.getFamilies())));
  }

  private static String line(Incident incident) {
    return "%s  %-12s  %-8s  %s  %s"
        .formatted(
            incident.getId(),
            incident.getStatus(),
            incident.getSeverity(),
            at(incident.getStartsAt()),
            Terminal.printable(incident.getTitle()));
  }

  private static String asJson(Incident incident) {
    return new String(ResultJson.write(incident), StandardCharsets.UTF_8);
  }

  /** What one does with an incident: a command on its topic. */
  abstract static class Act implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "INCIDENT", description = "Id of the incident.")
    @Nullable String incident;

    @Option(names = "--author", paramLabel = "NAME", description = "Who says so; else the user.")
    String author = System.getProperty("user.name", "");

    @Option(
        names = {"--comment", "-m"},
        paramLabel = "TEXT",
        description = "Why.")
    String comment = "";

    @Mixin ControlTopics topics = new ControlTopics();

    @Spec @Nullable CommandSpec spec;

    private final IncidentCommandKind kind;

    Act(IncidentCommandKind kind) {
      this.kind = kind;
    }

    /** What a kind of command has beside the rest. */
    void complete(IncidentCommand.Builder command, long now) {}

    @Override
    public Integer call() throws InterruptedException {
      CommandSpec said = Objects.requireNonNull(spec);
      long now = Clock.systemUTC().millis();
      IncidentCommand.Builder builder =
          IncidentCommand.newBuilder()
              .setId(UUID.randomUUID().toString())
              .setKind(kind)
              .setIncidentId(Objects.requireNonNull(incident))
              .setTimestamp(now)
              .setAuthor(author)
              .setComment(comment);
      complete(builder, now);
      IncidentCommand command = builder.build();
      ControlMessage message;
      try {
        message = ControlMessage.of(command);
      } catch (IllegalArgumentException wrong) {
        throw new ParameterException(said.commandLine(), wrong.getMessage(), wrong);
      }
      topics.send(message);
      said.commandLine().getOut().println(command.getId());
      return 0;
    }
  }

  /** {@code vedette incident ack}. */
  @Command(
      name = "ack",
      mixinStandardHelpOptions = true,
      description = "Take it: somebody works on it.")
  static final class Acknowledge extends Act {
    Acknowledge() {
      super(IncidentCommandKind.ACKNOWLEDGE);
    }
  }

  /** {@code vedette incident unack}. */
  @Command(
      name = "unack",
      mixinStandardHelpOptions = true,
      description = "Give it back: nobody works on it.")
  static final class Unacknowledge extends Act {
    Unacknowledge() {
      super(IncidentCommandKind.UNACKNOWLEDGE);
    }
  }

  /** {@code vedette incident snooze}. */
  @Command(
      name = "snooze",
      mixinStandardHelpOptions = true,
      description = "Be quiet about it for a while; it wakes before, should it become worse.")
  static final class Snooze extends Act {

    @Option(
        names = "--for",
        required = true,
        paramLabel = "SPAN",
        converter = SpanConverter.class,
        description = "How long, e.g. 30m or 8h.")
    @Nullable Duration span;

    Snooze() {
      super(IncidentCommandKind.SNOOZE);
    }

    @Override
    void complete(IncidentCommand.Builder command, long now) {
      command.setUntil(now + Objects.requireNonNull(span).toMillis());
    }
  }

  /** {@code vedette incident unsnooze}. */
  @Command(name = "unsnooze", mixinStandardHelpOptions = true, description = "Wake it.")
  static final class Unsnooze extends Act {
    Unsnooze() {
      super(IncidentCommandKind.UNSNOOZE);
    }
  }

  /** {@code vedette incident merge}. */
  @Command(
      name = "merge",
      mixinStandardHelpOptions = true,
      description = "Make it part of another, which takes its alerts.")
  static final class Merge extends Act {

    @Option(
        names = "--into",
        required = true,
        paramLabel = "INCIDENT",
        description = "Id of the incident that lives on.")
    @Nullable String into;

    Merge() {
      super(IncidentCommandKind.MERGE);
    }

    @Override
    void complete(IncidentCommand.Builder command, long now) {
      command.setInto(into);
    }
  }

  /** {@code vedette incident split}. */
  @Command(
      name = "split",
      mixinStandardHelpOptions = true,
      description = "Make some of its alerts an incident of their own.")
  static final class Split extends Act {

    @Option(
        names = "--alert",
        required = true,
        paramLabel = "ID",
        description = "Id of an alert, as ./vedette incident show prints it. May be repeated.")
    List<String> alerts = List.of();

    Split() {
      super(IncidentCommandKind.SPLIT);
    }

    @Override
    void complete(IncidentCommand.Builder command, long now) {
      command.setAlerts(alerts);
    }
  }

  /** {@code vedette incident resolve}. */
  @Command(
      name = "resolve",
      mixinStandardHelpOptions = true,
      description = "It is over; --comment says what was done.")
  static final class Resolve extends Act {
    Resolve() {
      super(IncidentCommandKind.RESOLVE);
    }
  }

  /** {@code vedette incident reopen}. */
  @Command(name = "reopen", mixinStandardHelpOptions = true, description = "It is not over.")
  static final class Reopen extends Act {
    Reopen() {
      super(IncidentCommandKind.REOPEN);
    }
  }

  /** {@code vedette incident comment}. */
  @Command(
      name = "comment",
      mixinStandardHelpOptions = true,
      description = "Say something of it: --comment.")
  static final class Say extends Act {
    Say() {
      super(IncidentCommandKind.COMMENT);
    }
  }
}
