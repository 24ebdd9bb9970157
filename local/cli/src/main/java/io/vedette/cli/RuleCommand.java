package io.vedette.cli;

import io.vedette.formats.control.NoiseRuleDecoder;
import io.vedette.formats.control.RuleDecoder;
import io.vedette.schema.control.DetectorRule;
import io.vedette.schema.control.WatchedSides;
import io.vedette.schema.json.ResultJson;
import io.vedette.settings.SharedSettings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette rule}. */
@Command(
    name = "rule",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Detector settings for all series that match; they take effect within seconds.",
      "",
      "What a rule did is on ./vedette tail audit; see docs/feedback.md."
    },
    subcommands = {
      RuleCommand.ListRules.class,
      RuleCommand.SetRule.class,
      RuleCommand.RemoveRule.class
    })
final class RuleCommand {

  private RuleCommand() {}

  /** {@code vedette rule list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Print every rule: its id and the rule as JSON.")
  static final class ListRules implements Callable<Integer> {

    @Mixin ControlTopics topics = new ControlTopics();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      topics
          .newest(SharedSettings.RULES_TOPIC)
          .forEach(
              (id, rule) -> {
                if (!NoiseRuleDecoder.isKey(id)) {
                  out.println(
                      Terminal.printable(id)
                          + "  "
                          + Terminal.printable(new String(rule, StandardCharsets.UTF_8)));
                }
              });
      return 0;
    }
  }

  /** {@code vedette rule set}. */
  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = "Add a rule, or put another in its place. What is left out stays as it is.")
  static final class SetRule implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Id of the rule.")
    @Nullable String id;

    @Option(
        names = "--match",
        required = true,
        paramLabel = "MATCHER",
        description =
            "name=value, name!=value, name=~regex or name!~regex, e.g. 'service=~batch-.*'. May be"
                + " repeated: all must match.")
    List<String> matchers = List.of();

    @Option(
        names = "--order",
        paramLabel = "N",
        description = "Of several rules that set the same the highest decides (${DEFAULT-VALUE}).")
    int order;

    @Option(
        names = "--off",
        arity = "0..1",
        fallbackValue = "true",
        paramLabel = "true|false",
        description = "Whether the series raises nothing, and goes on being learned.")
    @Nullable Boolean off;

    @Option(names = "--sides", paramLabel = "SIDES", description = "${COMPLETION-CANDIDATES}.")
    @Nullable WatchedSides sides;

    @Option(
        names = "--threshold",
        paramLabel = "X",
        description = "In place of detector.threshold; higher is quieter.")
    @Nullable Double threshold;

    @Option(
        names = "--minimum-deviation",
        paramLabel = "X",
        description = "Least half width of the band, in the unit of the series.")
    @Nullable Double minimumDeviation;

    @Option(
        names = "--minimum-relative-deviation",
        paramLabel = "X",
        description = "Least half width of the band, as a share of the expected value.")
    @Nullable Double minimumRelativeDeviation;

    @Option(
        names = "--zone",
        paramLabel = "ZONE",
        description = "Time zone by which hours and weekdays go.")
    @Nullable String zone;

    @Option(
        names = "--holiday",
        paramLabel = "DAY",
        description = "Day off in that zone, yyyy-MM-dd. May be repeated.")
    List<String> holidays = List.of();

    @Option(names = "--author", paramLabel = "NAME", description = "Who says so; else the user.")
    String author = System.getProperty("user.name", "");

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why.")
    String comment = "";

    @Mixin ControlTopics topics = new ControlTopics();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      String key = Objects.requireNonNull(id);
      byte[] json = ResultJson.write(rule());
      requireReadable(key, json, Objects.requireNonNull(spec));
      topics.send(SharedSettings.RULES_TOPIC, key, json);
      return 0;
    }

    private DetectorRule rule() {
      return DetectorRule.newBuilder()
          .setMatchers(matchers)
          .setOrder(order)
          .setOff(off)
          .setSides(sides)
          .setThreshold(threshold)
          .setMinimumDeviation(minimumDeviation)
          .setMinimumRelativeDeviation(minimumRelativeDeviation)
          .setZone(zone)
          .setHolidays(holidays)
          .setAuthor(author)
          .setComment(comment)
          .build();
    }
  }

  /** {@code vedette rule remove}. */
  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Remove a rule; nothing happens when there is none of the id.")
  static final class RemoveRule implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Id of the rule.")
    @Nullable String id;

    @Mixin ControlTopics topics = new ControlTopics();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      String key = Objects.requireNonNull(id);
      requireReadable(key, null, Objects.requireNonNull(spec));
      topics.send(SharedSettings.RULES_TOPIC, key, null);
      return 0;
    }
  }

  /** As the job will read it, so that what it would refuse is never sent. */
  private static void requireReadable(String id, byte @Nullable [] json, CommandSpec spec) {
    try {
      new RuleDecoder().decode(id, json);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }
}
