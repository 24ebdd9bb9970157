package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console in Debian's Chromium: what people do there against everything real, and every page
 * and state against a server that speaks the contract. What the scripts print says how each step
 * went.
 */
@Timeout(900) // a guard against hanging; on an idle machine both take under three minutes
class ConsoleIT {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path UI = ROOT.resolve("ui");
  private static final long SCRIPT_MINUTES = 10;

  @TempDir Path folder;

  @BeforeAll
  static void isInstalled() {
    assumeThat(RealServer.isInstalled("chromium", "node"))
        .as("Debian's chromium and Node.js are needed to test the console")
        .isTrue();
    assumeThat(UI.resolve("node_modules/playwright-core"))
        .as("the console was not built (mvn -pl ui package), so there is nothing to test")
        .isDirectory();
    assumeThat(UI.resolve("dist/index.html")).as("the console was not built").isRegularFile();
  }

  @Test
  void aNightOnCallFromTheFaultToTheResolution() throws Exception {
    try (UpProcess up =
        UpProcess.start(folder.resolve("data"), "--demo", "--demo-port", "0").awaitUp()) {
      assertThat(run("e2e/live.mjs", up.gateway())).contains("ok   the audit tells who did what");
    }
  }

  @Test
  void everyPageInEveryState() throws Exception {
    assertThat(run("e2e/run.mjs")).contains("ok   axe: full").doesNotContain("FAIL");
  }

  /** Runs a script of the console; what it printed, once it has ended well. */
  private String run(String script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(Arrays.asList(arguments));
    Path output = folder.resolve("script.out");
    Process process =
        new ProcessBuilder(command)
            .directory(UI.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean hasEnded = process.waitFor(SCRIPT_MINUTES, TimeUnit.MINUTES);
      String printed = Files.readString(output);
      System.out.println(printed);
      assertThat(hasEnded).as("%s ended in time:\n%s", script, printed).isTrue();
      assertThat(process.exitValue()).as(printed).isZero();
      return printed;
    } finally {
      List<ProcessHandle> browsers = process.descendants().toList();
      process.destroyForcibly().waitFor();
      browsers.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
