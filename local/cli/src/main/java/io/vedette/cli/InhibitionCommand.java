package io.vedette.cli;

import io.vedette.formats.control.NoiseRuleDecoder;
import io.vedette.schema.control.InhibitionRule;
import io.vedette.schema.json.ResultJson;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vedette inhibition}. */
@Command(
    name = "inhibition",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Hold back alerts while another one fires that explains them.",
      "",
      "What is held back is on ./vedette tail alert-states; see docs/noise.md."
    },
    subcommands = {
      InhibitionCommand.SetInhibition.class,
      InhibitionCommand.ListInhibitions.class,
      InhibitionCommand.RemoveInhibition.class
    })
final class InhibitionCommand {

  private InhibitionCommand() {}

  /** {@code vedette inhibition set}. */
  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = "Add an inhibition, or put another in its place.")
  static final class SetInhibition extends NoiseRuleCommands.Put {

    @Option(
        names = "--source",
        required = true,
        paramLabel = "MATCHER",
        description =
            "Of the alert that explains the others, as of ./vedette silence add. May be repeated: all"
                + " must match.")
    List<String> source = List.of();

    @Option(
        names = "--target",
        required = true,
        paramLabel = "MATCHER",
        description = "Of the alerts that are held back. May be repeated: all must match.")
    List<String> target = List.of();

    @Option(
        names = "--equal",
        paramLabel = "LABEL",
        description = "A label that must be the same in both, e.g. host. May be repeated.")
    List<String> equal = List.of();

    @Option(names = "--author", paramLabel = "NAME", description = "Who says so; else the user.")
    String author = System.getProperty("user.name", "");

    SetInhibition() {
      super(NoiseRuleDecoder.INHIBITION);
    }

    @Override
    byte[] json() {
      return ResultJson.write(
          InhibitionRule.newBuilder()
              .setSource(source)
              .setTarget(target)
              .setEqual(equal)
              .setAuthor(author)
              .setComment(comment)
              .build());
    }
  }

  /** {@code vedette inhibition list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Print every inhibition: id, what holds back what, and the rule as JSON.")
  static final class ListInhibitions extends NoiseRuleCommands.Print {

    ListInhibitions() {
      super(NoiseRuleDecoder.INHIBITION);
    }

    @Override
    String word(byte[] json, long now) {
      InhibitionRule rule = ResultJson.read(json, InhibitionRule.class);
      return Terminal.printable(rule.getSource() + " holds back " + rule.getTarget());
    }
  }

  /** {@code vedette inhibition remove}. */
  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Remove an inhibition; nothing happens when there is none of the id.")
  static final class RemoveInhibition extends NoiseRuleCommands.Remove {

    RemoveInhibition() {
      super(NoiseRuleDecoder.INHIBITION);
    }
  }
}
