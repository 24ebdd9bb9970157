package io.vedette.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Commands the launcher script carries out before there is anything to run; listed for help. */
final class ScriptCommands {

  private ScriptCommands() {}

  /** Builds. */
  @Command(
      name = "build",
      mixinStandardHelpOptions = true,
      description =
          "Build everything the other commands need; they do it themselves when it is missing or old.")
  static final class Build implements Callable<Integer> {
    @Override
    public Integer call() {
      throw onlyInTheScript("build");
    }
  }

  /** Builds and tests. */
  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description =
          "Install what the tests need where that is possible, then build and test everything.")
  static final class Test implements Callable<Integer> {
    @Override
    public Integer call() {
      throw onlyInTheScript("test");
    }
  }

  private static Problem onlyInTheScript(String command) {
    return new Problem("'" + command + "' is run by the script: ./vedette " + command);
  }
}
