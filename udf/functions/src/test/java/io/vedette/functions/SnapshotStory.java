package io.vedette.functions;

import io.vedette.algorithms.detect.EwmaParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.detect.Sides;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;

/**
 * The samples behind {@code src/test/resources/snapshots/score-metric-*.snapshot}, and the program
 * that wrote the files: one a release, named after it.
 *
 * <p>A file that is committed is never written again: it stands for the checkpoints that users of
 * that release have. {@link #main} therefore refuses to. When a release changes the state, give it
 * a file of its own and leave the older ones, and their tests, as they are.
 */
final class SnapshotStory {

  static final long BEGINNING = 1_700_000_000_000L;
  static final long INTERVAL = 15_000;

  static final Series FIRING =
      Series.of(Labels.of("__name__", "latency_seconds", "service", "cart", "zone", "Zürich"));
  static final Series COUNTER =
      new Series(Labels.of("__name__", "requests", "job", "shop"), MetricKind.COUNTER);
  static final Series WARMING_UP = Series.of(Labels.of("__name__", "up", "job", "node"));
  static final Series ENDED = Series.of(Labels.of("__name__", "gone"));
  static final long UNNAMED = 0xCAFEL;

  static final ScoringOptions OPTIONS =
      ScoringOptions.defaults()
          .withDetector(new EwmaParameters(0.1, 5, 0.01, 1.0, 0.0, Sides.BOTH, 20))
          .withHysteresis(new Hysteresis(2, 3, 3))
          .withEmitScores(true);

  private SnapshotStory() {}

  static void tell(ScorerHarness scorer) throws Exception {
    for (int i = 0; i < 5; i++) {
      scorer.push(FIRING, at(i), 10);
      scorer.push(ENDED, at(i), 3);
      scorer.push(new Sample(UNNAMED, at(i), -0.5));
    }
    scorer.push(FIRING, at(5), 8);
    scorer.push(FIRING, at(6), 7);
    scorer.push(ENDED, at(5), Double.longBitsToDouble(Sample.STALE_NAN_BITS));
    for (int i = 0; i < 8; i++) {
      scorer.push(COUNTER, at(i), 30 * i);
    }
    scorer.push(WARMING_UP, at(0), 1);
  }

  static long at(int sample) {
    return BEGINNING + sample * INTERVAL;
  }

  /** Writes the snapshot of a new release to the file named by the one argument. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    if (Files.exists(file)) {
      throw new IllegalArgumentException(
          file + " exists: a released snapshot is never written again, name a new one");
    }
    try (ScorerHarness scorer = ScorerHarness.start(OPTIONS)) {
      tell(scorer);
      OperatorSnapshotUtil.writeStateHandle(scorer.snapshot(), file.toString());
    }
  }
}
