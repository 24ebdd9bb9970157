package io.vedette.cli;

import io.vedette.formats.control.NoiseRuleDecoder;
import io.vedette.settings.SharedSettings;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the commands for rules of noise of one kind have in common. */
final class NoiseRules {

  private final String kind;
  private final ControlTopics topics;
  private final CommandSpec spec;

  /**
   * Of a kind.
   *
   * @param kind begins the keys, e.g. {@link NoiseRuleDecoder#SILENCE}
   */
  NoiseRules(String kind, ControlTopics topics, CommandSpec spec) {
    this.kind = kind;
    this.topics = topics;
    this.spec = spec;
  }

  /**
   * Stores a rule, or removes it; what the job would refuse is never sent.
   *
   * @param json null to remove it
   */
  void send(String id, byte @Nullable [] json) throws InterruptedException {
    String key = kind + id;
    try {
      new NoiseRuleDecoder().decode(key, json);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    topics.send(SharedSettings.RULES_TOPIC, key, json);
  }

  /** Those there are, by id. */
  NavigableMap<String, byte[]> all() {
    NavigableMap<String, byte[]> found = new TreeMap<>();
    topics
        .newest(SharedSettings.RULES_TOPIC)
        .forEach(
            (key, rule) -> {
              if (key.startsWith(kind)) {
                found.put(key.substring(kind.length()), rule);
              }
            });
    return found;
  }

  /** Prints them: id, a word on each, and the rule as JSON. */
  void print(Function<byte[], String> word) {
    all()
        .forEach(
            (id, rule) ->
                spec.commandLine()
                    .getOut()
                    .println(
                        Terminal.printable(id)
                            + "  "
                            + word.apply(rule)
                            + "  "
                            + Terminal.printable(new String(rule, StandardCharsets.UTF_8))));
  }
}
