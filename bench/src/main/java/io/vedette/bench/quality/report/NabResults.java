package io.vedette.bench.quality.report;

import io.vedette.bench.quality.detector.ScoredSeries;
import io.vedette.bench.quality.score.NabProtocol.ScoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * What a detector says, in the layout in which the Numenta Anomaly Benchmark keeps results, so that
 * another implementation of its protocol can judge them: {@code
 * DETECTOR/category/DETECTOR_file.csv} with columns {@code timestamp,value,anomaly_score}.
 */
public final class NabResults {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private NabResults() {}

  /** Writes the results of a detector, blanks in its name as underscores. */
  public static void write(Path folder, String detector, List<ScoredFile> files)
      throws IOException {
    String name = detector.replace(' ', '_');
    for (ScoredFile file : files) {
      String path = file.file().series().name();
      int slash = path.indexOf('/');
      Path category = folder.resolve(name).resolve(path.substring(0, slash));
      Files.createDirectories(category);
      Files.writeString(
          category.resolve(name + "_" + path.substring(slash + 1)), csv(file.scored()));
    }
  }

  private static String csv(ScoredSeries scored) {
    StringBuilder text = new StringBuilder("timestamp,value,anomaly_score\n");
    for (int i = 0; i < scored.scores().length; i++) {
      text.append(TIME.format(Instant.ofEpochMilli(scored.series().timestamps()[i])))
          .append(',')
          .append(scored.series().values()[i])
          .append(',')
          .append(scored.scores()[i])
          .append('\n');
    }
    return text.toString();
  }
}
