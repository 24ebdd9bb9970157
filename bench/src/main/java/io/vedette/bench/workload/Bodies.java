package io.vedette.bench.workload;

import io.vedette.formats.metrics.RemoteWriteEncoder;
import io.vedette.schema.Labels;
import io.vedette.schema.SeriesHash;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Remote-write 1.0 bodies as Prometheus would send them: each holds one sample of some hundred
 * series, and tick follows tick.
 *
 * <p>Series have nine labels, about 180 bytes; values wander around a level of their own. Seeded.
 */
public final class Bodies {

  private static final int LEVELS = 97;
  private static final double OUTLIER = 1e4;

  private final Labels[] series;
  private final int perBody;
  private final SplittableRandom random = new SplittableRandom(42);
  private final RemoteWriteEncoder encoder = RemoteWriteEncoder.version1();

  /** Bodies of so many series each; the last of a tick may be shorter. */
  public Bodies(int seriesCount, int perBody) {
    this.series = new Labels[seriesCount];
    this.perBody = perBody;
    for (int i = 0; i < seriesCount; i++) {
      int pod = i / 20;
      series[i] =
          Labels.of(
              "__name__", "service_metric_" + i % 20,
              "cluster", "production-eu-1",
              "environment", "production",
              "instance", "10.0." + pod / 250 % 250 + "." + pod % 250 + ":9100",
              "job", "kubernetes-pods",
              "namespace", "team-" + pod % 12,
              "node", "node-" + pod % 40,
              "pod", "service-" + pod % 300 + "-" + Integer.toHexString(pod * 7919),
              "service", "service-" + pod % 300);
    }
  }

  int seriesCount() {
    return series.length;
  }

  /** Id of a series as results have it. */
  String seriesId(int index) {
    return SeriesHash.toHex(series[index].hash());
  }

  /** One body for every {@code perBody} series, all at one time. */
  public List<byte[]> tick(long timestamp) {
    return tick(timestamp, series -> false);
  }

  /** The same, where some series take a value far from any they had. */
  List<byte[]> tick(long timestamp, IntPredicate isOutlier) {
    List<byte[]> bodies = new ArrayList<>(series.length / perBody + 1);
    for (int from = 0; from < series.length; from += perBody) {
      int to = Math.min(series.length, from + perBody);
      for (int i = from; i < to; i++) {
        double level = 10 + i % LEVELS + (isOutlier.test(i) ? OUTLIER : 0);
        double value = level + random.nextDouble() - 0.5;
        encoder.add(series[i], new long[] {timestamp}, new double[] {value});
      }
      bodies.add(encoder.finish());
    }
    return bodies;
  }
}
