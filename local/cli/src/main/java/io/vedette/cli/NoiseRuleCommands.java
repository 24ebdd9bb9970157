package io.vedette.cli;

import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * What commands for rules of noise are made of, whatever the kind: each kind names them, and says
 * what is in a rule.
 */
final class NoiseRuleCommands {

  private NoiseRuleCommands() {}

  /** Any of them. */
  abstract static class OfKind implements Callable<Integer> {

    private final String kind;

    @Mixin ControlTopics topics = new ControlTopics();

    @Spec @Nullable CommandSpec spec;

    OfKind(String kind) {
      this.kind = kind;
    }

    /** The rules of the kind, once the command is parsed. */
    NoiseRules rules() {
      return new NoiseRules(kind, topics, Objects.requireNonNull(spec));
    }
  }

  /** Stores a rule under an id, in place of what was there. */
  abstract static class Put extends OfKind {

    @Parameters(paramLabel = "ID", description = "Id of the rule.")
    @Nullable String id;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why.")
    String comment = "";

    Put(String kind) {
      super(kind);
    }

    /** The rule as JSON, by the options. */
    abstract byte[] json();

    @Override
    public Integer call() throws InterruptedException {
      rules().send(Objects.requireNonNull(id), json());
      return 0;
    }
  }

  /** Prints every rule of the kind. */
  abstract static class Print extends OfKind {

    Print(String kind) {
      super(kind);
    }

    /**
     * A word on a rule.
     *
     * @throws IllegalArgumentException when it is not one of the kind
     */
    abstract String word(byte[] json, long now);

    @Override
    public Integer call() {
      long now = Clock.systemUTC().millis();
      rules().print(json -> wordOrWhyNot(json, now));
      return 0;
    }

    private String wordOrWhyNot(byte[] json, long now) {
      try {
        return word(json, now);
      } catch (IllegalArgumentException notOurs) {
        return "unreadable";
      }
    }
  }

  /** Removes a rule. */
  abstract static class Remove extends OfKind {

    @Parameters(paramLabel = "ID", description = "Id of the rule.")
    @Nullable String id;

    Remove(String kind) {
      super(kind);
    }

    @Override
    public Integer call() throws InterruptedException {
      rules().send(Objects.requireNonNull(id), null);
      return 0;
    }
  }
}
