package io.vedette.bench.jmh;

import io.vedette.algorithms.detect.EwmaDetector;
import io.vedette.algorithms.detect.EwmaParameters;
import io.vedette.algorithms.detect.EwmaState;
import io.vedette.algorithms.detect.Verdict;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Score and learn one point, of {@value #SERIES} series in turn, with the exponential detector. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class EwmaDetectorBenchmark {

  private static final int SERIES = 1_000;

  private final Points points = new Points();
  private final EwmaDetector detector = new EwmaDetector(EwmaParameters.defaults());
  private final EwmaState[] states = new EwmaState[SERIES];
  private final Verdict verdict = new Verdict();
  private long index;

  /** With series that know nothing yet. */
  public EwmaDetectorBenchmark() {
    Arrays.setAll(states, i -> new EwmaState());
  }

  /** One point. */
  @Benchmark
  public double score() {
    int series = (int) (index % SERIES);
    long tick = index++ / SERIES;
    detector.score(states[series], points.value(tick + series), verdict);
    return verdict.score();
  }
}
