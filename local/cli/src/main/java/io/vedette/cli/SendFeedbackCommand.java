package io.vedette.cli;

import io.vedette.formats.control.ControlMessage;
import io.vedette.schema.SelectorText;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.FeedbackKind;
import io.vedette.schema.control.Repetition;
import java.time.Clock;
import java.time.Instant;
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

/** {@code vedette feedback}. */
@Command(
    name = "feedback",
    mixinStandardHelpOptions = true,
    description = {
      "Say what you think of a finding; the series is judged accordingly within seconds.",
      "",
      "Prints the id of the command, with which UNDO --undoes takes it back. What it did is on"
          + " ./vedette tail audit."
    })
final class SendFeedbackCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "KIND",
      description =
          "ANOMALY (it was real), EXPECTED (at this time), FALSE_POSITIVE, NEW_NORMAL (from now on)"
              + " or UNDO.")
  @Nullable FeedbackKind kind;

  @Option(
      names = "--series",
      required = true,
      paramLabel = "SERIES",
      description =
          "seriesId of the alert or anomaly, or all labels as a selector: up{job=\"node\"}.")
  @Nullable String series;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Time of what it is about, ISO-8601, e.g. 2024-10-21T07:30:00Z; else now.")
  @Nullable Instant at;

  @Option(names = "--from", paramLabel = "TIME", description = "EXPECTED: begin of the window.")
  @Nullable Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "EXPECTED: end of the window.")
  @Nullable Instant to;

  @Option(
      names = "--repeat",
      paramLabel = "HOW",
      description = "EXPECTED: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  Repetition repeat = Repetition.ONCE;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "EXPECTED: zone of a repeated window (${DEFAULT-VALUE}).")
  String zone = "UTC";

  @Option(names = "--undoes", paramLabel = "ID", description = "UNDO: the command to take back.")
  @Nullable String undoes;

  @Option(names = "--author", paramLabel = "NAME", description = "Who says so; else the user.")
  String author = System.getProperty("user.name", "");

  @Option(names = "--comment", paramLabel = "TEXT", description = "Why.")
  String comment = "";

  @Mixin ControlTopics topics = new ControlTopics();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    FeedbackCommand command = command(Clock.systemUTC());
    ControlMessage message;
    try {
      message = ControlMessage.of(command);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec().commandLine(), wrong.getMessage(), wrong);
    }
    topics.send(message);
    spec().commandLine().getOut().println(command.getId());
    return 0;
  }

  private FeedbackCommand command(Clock clock) {
    return FeedbackCommand.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setKind(Objects.requireNonNull(kind))
        .setSeriesId(seriesId(Objects.requireNonNull(series)))
        .setTimestamp(at == null ? clock.millis() : at.toEpochMilli())
        .setAuthor(author)
        .setComment(comment)
        .setUndoes(undoes)
        .setFrom(from == null ? null : from.toEpochMilli())
        .setTo(to == null ? null : to.toEpochMilli())
        .setRepeat(repeat)
        .setZone(zone)
        .build();
  }

  private String seriesId(String text) {
    if (text.matches("[0-9a-f]{16}")) {
      return text;
    }
    try {
      return SeriesHash.toHex(SelectorText.parse(text).hash());
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec().commandLine(), "--series: " + wrong.getMessage(), wrong);
    }
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }
}
