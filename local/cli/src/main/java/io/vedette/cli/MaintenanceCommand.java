package io.vedette.cli;

import io.vedette.formats.control.NoiseRuleDecoder;
import io.vedette.schema.control.MaintenanceWindow;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.rules.RecurringWindow;
import io.vedette.schema.rules.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vedette maintenance}. */
@Command(
    name = "maintenance",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Hold back alerts that match whenever work is planned.",
      "",
      "What is held back is on ./vedette tail alert-states, and is passed on at the end if it still"
          + " fires; see docs/noise.md."
    },
    subcommands = {
      MaintenanceCommand.SetWindow.class,
      MaintenanceCommand.ListWindows.class,
      MaintenanceCommand.RemoveWindow.class
    })
final class MaintenanceCommand {

  private MaintenanceCommand() {}

  /** {@code vedette maintenance set}. */
  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = "Add a window, or put another in its place.")
  static final class SetWindow extends NoiseRuleCommands.Put {

    @Option(
        names = "--match",
        required = true,
        paramLabel = "MATCHER",
        description = "As of ./vedette silence add. May be repeated: all must match.")
    List<String> matchers = List.of();

    @Option(
        names = "--start",
        required = true,
        paramLabel = "TIME",
        description = "First time by the clock of the zone, e.g. 2026-12-05T02:00.")
    String start = "";

    @Option(
        names = "--zone",
        paramLabel = "ZONE",
        description = "Time zone, e.g. Europe/Zurich (${DEFAULT-VALUE}).")
    String zone = "UTC";

    @Option(
        names = "--for",
        required = true,
        paramLabel = "SPAN",
        converter = SpanConverter.class,
        description = "How long each time, e.g. 2h.")
    Duration span = Duration.ZERO;

    @Option(
        names = "--repeat",
        paramLabel = "RRULE",
        description =
            "FREQ=DAILY, WEEKLY or MONTHLY with INTERVAL, BYDAY, BYMONTHDAY, UNTIL or COUNT, e.g."
                + " 'FREQ=WEEKLY;BYDAY=SA,SU'; else once.")
    String repeat = "";

    @Option(
        names = "--owner",
        paramLabel = "NAME",
        description = "Who answers for it; else the user.")
    String owner = System.getProperty("user.name", "");

    @Option(
        names = "--remind-before",
        paramLabel = "SPAN",
        converter = SpanConverter.class,
        description = "In place of noise.remind-before.")
    @Nullable Duration remindBefore;

    SetWindow() {
      super(NoiseRuleDecoder.MAINTENANCE);
    }

    @Override
    byte[] json() {
      return ResultJson.write(
          MaintenanceWindow.newBuilder()
              .setMatchers(matchers)
              .setStartsAt(start)
              .setZone(zone)
              .setDurationMs(span.toMillis())
              .setRecurrence(repeat)
              .setOwner(owner)
              .setComment(comment)
              .setRemindBeforeMs(remindBefore == null ? null : remindBefore.toMillis())
              .build());
    }
  }

  /** {@code vedette maintenance list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "Print every window: id, until when it is open or when it opens next, and the"
              + " window as JSON.")
  static final class ListWindows extends NoiseRuleCommands.Print {

    ListWindows() {
      super(NoiseRuleDecoder.MAINTENANCE);
    }

    @Override
    String word(byte[] json, long now) {
      MaintenanceWindow window = ResultJson.read(json, MaintenanceWindow.class);
      Schedule schedule =
          RecurringWindow.parse(
              window.getStartsAt(),
              window.getZone(),
              window.getDurationMs(),
              window.getRecurrence());
      long next = schedule.nextChange(now);
      return next == Schedule.NEVER
          ? "over"
          : (schedule.activeUntil(now) > now ? "open until " : "opens ")
              + Instant.ofEpochMilli(next);
    }
  }

  /** {@code vedette maintenance remove}. */
  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Remove a window; nothing happens when there is none of the id.")
  static final class RemoveWindow extends NoiseRuleCommands.Remove {

    RemoveWindow() {
      super(NoiseRuleDecoder.MAINTENANCE);
    }
  }
}
