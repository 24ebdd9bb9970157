package io.vedette.cli;

import io.vedette.jobs.launch.TrainingSummary;
import io.vedette.schema.model.ModelStatus;
import java.io.PrintWriter;
import java.util.Locale;

/** What a training run came to, as a table for a person. */
final class TrainingTable {

  private static final int MOST_REASONS = 8;

  private final TrainingSummary summary;
  private final PrintWriter out;

  private TrainingTable(TrainingSummary summary, PrintWriter out) {
    this.summary = summary;
    this.out = out;
  }

  static void print(TrainingSummary summary, PrintWriter out) {
    new TrainingTable(summary, out).print();
    out.flush();
  }

  private void print() {
    line("series", count(summary.series()), "");
    line("trained", count(summary.trained()), "");
    line("  better than seasonal naive", count(summary.betterThanNaive()), share());
    line("  now champion", status(ModelStatus.CHAMPION), "");
    line("  in shadow", status(ModelStatus.SHADOW), "");
    line("rejected", status(ModelStatus.REJECTED), "");
    summary.rejections().stream()
        .limit(MOST_REASONS)
        .forEach(reason -> line("  " + reason.getKey(), count(reason.getValue()), ""));
    line("median MASE", figure(summary.medianMase()), "");
    line("median coverage", figure(summary.medianCoverage()), "");
    summary.names().entrySet().stream()
        .limit(MOST_REASONS)
        .forEach(
            one ->
                line(
                    "names of " + one.getKey(),
                    one.getValue().status().name().toLowerCase(Locale.ROOT),
                    "  " + one.getValue().reason()));
    if (summary.alerts() > 0) {
      line("alerts", count(summary.alerts()), "");
    }
    line("samples", count(summary.samples()), "");
    line("refused", count(summary.refused()), "");
    line("took", String.format(Locale.ROOT, "%.1f s", summary.took().toMillis() / 1000.0), "");
  }

  private String share() {
    return summary.trained() == 0
        ? ""
        : String.format(
            Locale.ROOT, "  %.0f %%", 100.0 * summary.betterThanNaive() / summary.trained());
  }

  private String status(ModelStatus status) {
    return count(summary.byStatus().getOrDefault(status, 0L));
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String figure(double figure) {
    return Double.isNaN(figure) ? "-" : String.format(Locale.ROOT, "%.3f", figure);
  }

  private void line(String what, String value, String more) {
    out.printf(Locale.ROOT, "%-50s %12s%s%n", what, value, more);
  }
}
