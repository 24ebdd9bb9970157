package io.vedette.bench.quality.forecast;

import io.vedette.bench.quality.data.ForecastCase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A forecaster of the Python world, in a process of its own that runs {@code
 * bench/src/main/python/forecast_baselines.py}. Its seconds are taken there, imports left out.
 */
public final class PythonForecaster implements Forecaster {

  /** Environment variable that names the Python to use; python3 otherwise. */
  public static final String VARIABLE = "VEDETTE_PYTHON";

  private final Path script;
  private final String python;
  private final String method;
  private final String name;

  private PythonForecaster(Path script, String python, String method, String name) {
    this.script = script;
    this.python = python;
    this.method = method;
    this.name = name;
  }

  /** The Python that has what the baselines need, if there is one on this machine. */
  public static Optional<String> findPython(Path script) throws IOException {
    String configured = System.getenv(VARIABLE);
    String python = configured == null ? "python3" : configured;
    return run(List.of(python, script.toString(), "check"), ProcessBuilder.Redirect.DISCARD) == 0
        ? Optional.of(python)
        : Optional.empty();
  }

  /** All of them. */
  public static List<Forecaster> all(Path script, String python) {
    return List.of(
        new PythonForecaster(script, python, "prophet", "Prophet"),
        new PythonForecaster(script, python, "ets", "statsmodels ETS"),
        new PythonForecaster(script, python, "mstl", "statsmodels MSTL+ETS"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Prediction> forecast(List<ForecastCase> cases) throws IOException {
    Path folder = Files.createTempDirectory("vedette-forecast");
    Path input = folder.resolve("cases.csv");
    Path output = folder.resolve("predictions.csv");
    try {
      write(cases, input);
      int exit =
          run(
              List.of(python, script.toString(), method, input.toString(), output.toString()),
              ProcessBuilder.Redirect.INHERIT);
      if (exit != 0) {
        throw new IOException(script + " " + method + " ended with " + exit);
      }
      return read(cases, output);
    } finally {
      Files.deleteIfExists(input);
      Files.deleteIfExists(output);
      Files.deleteIfExists(folder);
    }
  }

  private static void write(List<ForecastCase> cases, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("series,season,timestamp,value\n");
      for (ForecastCase one : cases) {
        for (int i = 0; i < one.values().length; i++) {
          String value = i < one.historyLength() ? Double.toString(one.values()[i]) : "";
          long seconds = one.timestamps()[i] / 1000;
          out.write(one.name() + ',' + one.season() + ',' + seconds + ',' + value + '\n');
        }
      }
    }
  }

  private static List<Prediction> read(List<ForecastCase> cases, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<Prediction> predictions = new ArrayList<>();
    int next = 1;
    for (ForecastCase one : cases) {
      int length = one.heldBack();
      double[] expected = new double[length];
      double[] lower = new double[length];
      double[] upper = new double[length];
      double seconds = 0;
      for (int i = 0; i < length; i++) {
        String[] cells = lines.get(next++).split(",", -1);
        if (!cells[0].equals(one.name())) {
          throw new IOException("expected a row of " + one.name() + ", found " + cells[0]);
        }
        seconds = Double.parseDouble(cells[1]);
        expected[i] = Double.parseDouble(cells[2]);
        lower[i] = Double.parseDouble(cells[3]);
        upper[i] = Double.parseDouble(cells[4]);
      }
      predictions.add(new Prediction(expected, lower, upper, seconds));
    }
    return predictions;
  }

  /** Exit code; 127, as of a shell, when there is no such program. */
  private static int run(List<String> command, ProcessBuilder.Redirect errors) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(errors).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process;
    try {
      process = builder.start();
    } catch (IOException missing) {
      return 127;
    }
    try {
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + command + " ran");
    } finally {
      process.destroy();
    }
  }
}
