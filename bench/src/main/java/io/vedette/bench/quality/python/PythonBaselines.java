package io.vedette.bench.quality.python;

import io.vedette.bench.quality.forecast.Forecaster;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs {@code bench/src/main/python/python_baselines.py}, which says what goes in and out. */
public final class PythonBaselines {

  /** Environment variable that names the Python to use; python3 otherwise. */
  public static final String VARIABLE = "VEDETTE_PYTHON";

  /** Name of Prophet as a forecaster. */
  public static final String PROPHET = "Prophet";

  private static final Path SCRIPT = Path.of("bench/src/main/python/python_baselines.py");

  /** As of a shell: there is no such program. */
  private static final int NOT_FOUND = 127;

  private final String python;
  private final String script;

  private PythonBaselines(String python, Path script) {
    this.python = python;
    this.script = script.toString();
  }

  /** The baselines, if there is a Python on this machine that has what they need. */
  public static Optional<PythonBaselines> find(Path project) throws IOException {
    return find(System.getenv(VARIABLE), project);
  }

  static Optional<PythonBaselines> find(@Nullable String configured, Path project)
      throws IOException {
    PythonBaselines baselines =
        new PythonBaselines(configured == null ? "python3" : configured, project.resolve(SCRIPT));
    return baselines.run(Redirect.DISCARD, "check") == 0
        ? Optional.of(baselines)
        : Optional.empty();
  }

  /** Everything that forecasts. */
  public List<Forecaster> forecasters() {
    return List.of(
        new PythonForecaster(this, "prophet", PROPHET),
        new PythonForecaster(this, "ets", "statsmodels ETS"),
        new PythonForecaster(this, "mstl", "statsmodels MSTL+ETS"));
  }

  /** Writes the lines to a file, has them worked on, and gives back the lines that came out. */
  List<String> run(String method, Iterable<String> input) throws IOException {
    Path folder = Files.createTempDirectory("vedette-baseline");
    Path in = folder.resolve("in.csv");
    Path out = folder.resolve("out.csv");
    try {
      Files.write(in, input);
      int exit = run(Redirect.INHERIT, method, in.toString(), out.toString());
      if (exit != 0) {
        throw new IOException(script + " " + method + " ended with " + exit);
      }
      return Files.readAllLines(out);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    } finally {
      Files.deleteIfExists(in);
      Files.deleteIfExists(out);
      Files.deleteIfExists(folder);
    }
  }

  private int run(Redirect errors, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(python, script);
    builder.command().addAll(List.of(arguments));
    builder.redirectError(errors).redirectOutput(Redirect.DISCARD);
    Process process;
    try {
      process = builder.start();
    } catch (IOException missing) {
      return NOT_FOUND;
    }
    try {
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + builder.command() + " ran");
    } finally {
      process.destroy();
    }
  }
}
