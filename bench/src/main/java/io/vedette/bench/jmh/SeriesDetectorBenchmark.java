package io.vedette.bench.jmh;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.algorithms.detect.SeriesState;
import io.vedette.algorithms.detect.Verdict;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Score and learn one point with the detector the job ships, of {@value #SERIES} series in turn,
 * each of which has seen two days before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SeriesDetectorBenchmark {

  private static final int SERIES = 1_000;
  private static final long LEARNED = 2 * 86_400_000 / Points.STEP;

  private final Points points = new Points();
  private final SeriesDetector detector = new SeriesDetector(DetectorParameters.defaults());
  private final SeriesState[] states = new SeriesState[SERIES];
  private final Verdict verdict = new Verdict();
  private long index;

  /** Teaches one series two days and gives every other a copy of what it knows. */
  @Setup(Level.Trial)
  public void learn() {
    SeriesState learned = new SeriesState();
    for (long tick = 0; tick < LEARNED; tick++) {
      detector.score(learned, points.timestamp(tick), points.value(tick), null, verdict);
    }
    Arrays.setAll(states, i -> learned.copy());
    index = LEARNED * SERIES;
  }

  /** One point. */
  @Benchmark
  public double score() {
    int series = (int) (index % SERIES);
    long tick = index++ / SERIES;
    detector.score(states[series], points.timestamp(tick), points.value(tick), null, verdict);
    return verdict.score();
  }
}
