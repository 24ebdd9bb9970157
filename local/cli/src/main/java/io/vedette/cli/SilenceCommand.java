package io.vedette.cli;

import io.vedette.formats.control.NoiseRuleDecoder;
import io.vedette.schema.control.Silence;
import io.vedette.schema.json.ResultJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code vedette silence}. */
@Command(
    name = "silence",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Hold back alerts that match for a time; takes effect within seconds.",
      "",
      "What is held back is on ./vedette tail alert-states, and is passed on at the end if it still"
          + " fires; see docs/noise.md."
    },
    subcommands = {
      SilenceCommand.AddSilence.class,
      SilenceCommand.ListSilences.class,
      SilenceCommand.ExpireSilence.class
    })
final class SilenceCommand {

  private SilenceCommand() {}

  /** {@code vedette silence add}. */
  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Silence alerts; prints the id of the silence.")
  static final class AddSilence extends NoiseRuleCommands.OfKind {

    @Option(
        names = "--match",
        required = true,
        paramLabel = "MATCHER",
        description =
            "name=value, name!=value, name=~regex or name!~regex, e.g. 'service=~batch-.*'. May be"
                + " repeated: all must match.")
    List<String> matchers = List.of();

    @Option(
        names = "--for",
        paramLabel = "SPAN",
        converter = SpanConverter.class,
        description = "How long, e.g. 30m or 2h; else until --to.")
    @Nullable Duration span;

    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "When it begins, ISO-8601, e.g. 2026-12-05T02:00:00Z; else now.")
    @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "When it ends.")
    @Nullable Instant to;

    @Option(names = "--id", paramLabel = "ID", description = "Id of the silence; else a new one.")
    String id = UUID.randomUUID().toString();

    @Option(names = "--author", paramLabel = "NAME", description = "Who says so; else the user.")
    String author = System.getProperty("user.name", "");

    @Option(names = "--comment", required = true, paramLabel = "TEXT", description = "Why.")
    String comment = "";

    @Option(
        names = "--remind-before",
        paramLabel = "SPAN",
        converter = SpanConverter.class,
        description = "In place of noise.remind-before.")
    @Nullable Duration remindBefore;

    AddSilence() {
      super(NoiseRuleDecoder.SILENCE);
    }

    @Override
    public Integer call() throws InterruptedException {
      CommandSpec command = Objects.requireNonNull(spec);
      rules().send(id, ResultJson.write(silence(command, Clock.systemUTC())));
      command.commandLine().getOut().println(id);
      return 0;
    }

    private Silence silence(CommandSpec command, Clock clock) {
      Instant begin = from == null ? clock.instant() : from;
      Instant end = span == null ? to : begin.plus(span);
      if (end == null || (span != null && to != null)) {
        throw new ParameterException(command.commandLine(), "either --for or --to says how long");
      }
      return Silence.newBuilder()
          .setMatchers(matchers)
          .setStartsAt(begin.toEpochMilli())
          .setEndsAt(end.toEpochMilli())
          .setAuthor(author)
          .setComment(comment)
          .setRemindBeforeMs(remindBefore == null ? null : remindBefore.toMillis())
          .build();
    }
  }

  /** {@code vedette silence list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Print every silence: id, pending, active or ended, and the silence as JSON.")
  static final class ListSilences extends NoiseRuleCommands.Print {

    ListSilences() {
      super(NoiseRuleDecoder.SILENCE);
    }

    @Override
    String word(byte[] json, long now) {
      Silence silence = ResultJson.read(json, Silence.class);
      return now < silence.getStartsAt()
          ? "pending"
          : now < silence.getEndsAt() ? "active" : "ended";
    }
  }

  /** {@code vedette silence expire}. */
  @Command(
      name = "expire",
      mixinStandardHelpOptions = true,
      description =
          "End a silence now and remove it; nothing happens when there is none of the id.")
  static final class ExpireSilence extends NoiseRuleCommands.Remove {

    ExpireSilence() {
      super(NoiseRuleDecoder.SILENCE);
    }
  }
}
