package io.vedette.cli.up;

import io.vedette.cli.Problem;
import java.io.PrintWriter;

/**
 * Takes the data folder, then runs the platform in it. Apart from {@link LocalPlatform}, because
 * that one logs, and the log is a file in a folder that must be ours before it is written to.
 */
public final class LocalRun {

  private LocalRun() {}

  /**
   * Runs until a signal asks to stop, or until a part dies for good.
   *
   * @return the exit code
   * @throws Problem when it cannot start, saying why
   */
  public static int run(LocalOptions options, PrintWriter out) throws Exception {
    try (DataFolder data = DataFolder.open(options.data())) {
      return new LocalPlatform(options, data, out, StopRequest.bySignal()).run();
    }
  }
}
