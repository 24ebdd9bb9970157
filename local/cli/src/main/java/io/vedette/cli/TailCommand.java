package io.vedette.cli;

import io.vedette.cli.tail.ResultKind;
import io.vedette.cli.tail.ResultTail;
import io.vedette.settings.KafkaClientProperties;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code vedette tail}. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description = {
      "Print results as they come, until Ctrl-C.",
      "",
      "Only what is committed is shown, so a result appears with the checkpoint after it (5 s at"
          + " most with ./vedette up)."
    })
final class TailCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "WHAT",
      description = "One of ${COMPLETION-CANDIDATES}.",
      completionCandidates = KindWords.class,
      converter = KindConverter.class)
  @Nullable ResultKind kind;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers; else the setting kafka.bootstrap-servers (127.0.0.1:9092).")
  @Nullable String bootstrap;

  @Option(
      names = "--from-beginning",
      description = "Everything Kafka still holds, then what comes.")
  boolean fromBeginning;

  @Option(names = "--json", description = "The records as they are on the topic.")
  boolean json;

  @Option(names = "--max", paramLabel = "N", description = "End after N lines.")
  @Nullable Long most;

  @Option(
      names = "--timeout",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "End after this long, e.g. 90s or 2m; exit code 1 when --max was not reached.")
  @Nullable Duration timeout;

  @Mixin SettingsOptions settingsOptions = new SettingsOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = java.util.Objects.requireNonNull(spec).commandLine();
    ResultKind what = java.util.Objects.requireNonNull(kind);
    Settings settings = settings();
    Clock clock = Clock.systemUTC();
    long until = timeout == null ? Long.MAX_VALUE : clock.millis() + timeout.toMillis();
    long limit = most == null ? Long.MAX_VALUE : most;
    PrintWriter out = command.getOut();
    try (ResultTail tail =
        ResultTail.open(
            settings.get(SharedSettings.KAFKA_BOOTSTRAP_SERVERS),
            KafkaClientProperties.of(settings),
            what,
            settings.get(what.topic()),
            fromBeginning)) {
      long lines =
          tail.follow(
              new ResultTail.Style(
                  json, Terminal.hasOutput(), Terminal.wantsColour(), ZoneId.systemDefault()),
              limit,
              until,
              clock,
              line -> printOrEnd(out, line, tail));
      return most != null && lines < limit ? CommandLine.ExitCode.SOFTWARE : 0;
    }
  }

  /** A closed pipe (`| head`) shows only after writing. */
  private static void printOrEnd(PrintWriter out, String line, ResultTail tail) {
    out.println(line);
    if (out.checkError()) {
      tail.stop();
    }
  }

  private Settings settings() {
    Map<String, String> fixed = new HashMap<>();
    if (bootstrap != null) {
      fixed.put(SharedSettings.KAFKA_BOOTSTRAP_SERVERS.key(), bootstrap);
    }
    return settingsOptions.resolve(EverySetting.ALL, fixed);
  }

  /** The words for WHAT. */
  static final class KindWords implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(ResultKind.values()).map(ResultKind::word).iterator();
    }
  }

  /** A word to its kind. */
  static final class KindConverter implements ITypeConverter<ResultKind> {
    @Override
    public ResultKind convert(String word) {
      for (ResultKind kind : ResultKind.values()) {
        if (kind.word().equalsIgnoreCase(word)) {
          return kind;
        }
      }
      throw new TypeConversionException(
          "'" + word + "' is none of " + String.join(", ", new KindWords()));
    }
  }
}
