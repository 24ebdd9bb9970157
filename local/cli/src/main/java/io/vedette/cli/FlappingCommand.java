package io.vedette.cli;

import io.vedette.formats.control.NoiseRuleDecoder;
import io.vedette.schema.control.FlappingRule;
import io.vedette.schema.json.ResultJson;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vedette flapping}. */
@Command(
    name = "flapping",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "When alerts that match count as flapping: passed on once, then held until they keep still.",
      "",
      "What is held back is on ./vedette tail alert-states; see docs/noise.md."
    },
    subcommands = {
      FlappingCommand.SetFlapping.class,
      FlappingCommand.ListFlapping.class,
      FlappingCommand.RemoveFlapping.class
    })
final class FlappingCommand {

  private FlappingCommand() {}

  /** {@code vedette flapping set}. */
  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description =
          "Add a rule, or put another in its place. What is left out is as noise.flapping-*.")
  static final class SetFlapping extends NoiseRuleCommands.Put {

    @Option(
        names = "--match",
        required = true,
        paramLabel = "MATCHER",
        description = "As of ./vedette silence add. May be repeated: all must match.")
    List<String> matchers = List.of();

    @Option(names = "--off", description = "Alerts that match never count as flapping.")
    boolean off;

    @Option(
        names = "--transitions",
        paramLabel = "N",
        description = "Changes between firing and resolved that make an alert flap.")
    @Nullable Integer transitions;

    @Option(
        names = "--within",
        paramLabel = "SPAN",
        converter = SpanConverter.class,
        description = "The time in which changes are counted, e.g. 1h.")
    @Nullable Duration within;

    @Option(
        names = "--stable-for",
        paramLabel = "SPAN",
        converter = SpanConverter.class,
        description = "How long without a change until it flaps no longer.")
    @Nullable Duration stableFor;

    @Option(names = "--author", paramLabel = "NAME", description = "Who says so; else the user.")
    String author = System.getProperty("user.name", "");

    SetFlapping() {
      super(NoiseRuleDecoder.FLAPPING);
    }

    @Override
    byte[] json() {
      return ResultJson.write(
          FlappingRule.newBuilder()
              .setMatchers(matchers)
              .setOff(off)
              .setTransitions(transitions)
              .setWithinMs(within == null ? null : within.toMillis())
              .setStableForMs(stableFor == null ? null : stableFor.toMillis())
              .setAuthor(author)
              .setComment(comment)
              .build());
    }
  }

  /** {@code vedette flapping list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Print every rule: id, off or on, and the rule as JSON.")
  static final class ListFlapping extends NoiseRuleCommands.Print {

    ListFlapping() {
      super(NoiseRuleDecoder.FLAPPING);
    }

    @Override
    String word(byte[] json, long now) {
      return ResultJson.read(json, FlappingRule.class).getOff() ? "off" : "on";
    }
  }

  /** {@code vedette flapping remove}. */
  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Remove a rule; nothing happens when there is none of the id.")
  static final class RemoveFlapping extends NoiseRuleCommands.Remove {

    RemoveFlapping() {
      super(NoiseRuleDecoder.FLAPPING);
    }
  }
}
