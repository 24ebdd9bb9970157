package io.vedette.jobs.launch;

import io.vedette.files.FileLimits;
import io.vedette.files.JsonLinesSink;
import io.vedette.files.LogFiles;
import io.vedette.files.LogFilesSource;
import io.vedette.files.MinedLinesSink;
import io.vedette.files.ReplayTally;
import io.vedette.files.TemplatesCsv;
import io.vedette.jobs.streaming.LogSinks;
import io.vedette.jobs.streaming.LogSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The logs of a replay: recorded lines in, {@value #TEMPLATES} out.
 *
 * <p>Which template a line is of in the end is known when all lines are read, so the table is made
 * when the job is over.
 */
final class ReplayLogs {

  /** The template of every line. */
  static final String TEMPLATES = "templates.csv";

  /** What became of templates, one a line. */
  static final String CHANGES = "log-templates.jsonl";

  private static final String LINES = "templates.lines";

  /** Every file it may leave. */
  static final List<String> RESULTS = List.of(TEMPLATES, CHANGES, LINES);

  private final LogFiles files;
  private final Path out;

  private ReplayLogs(LogFiles files, Path out) {
    this.files = files;
    this.out = out;
  }

  /** The logs of a path; null for no path. */
  static @Nullable ReplayLogs find(@Nullable Path logs, Path out) throws IOException {
    return logs == null ? null : new ReplayLogs(LogFiles.find(logs), out);
  }

  int count() {
    return files.count();
  }

  long bytes() {
    return files.bytes();
  }

  LogSource source(FileLimits limits, ReplayTally tally) {
    return new LogSource("log-files", new LogFilesSource(files, limits, tally));
  }

  LogSinks sinks() {
    return new LogSinks(
        new JsonLinesSink<>(out.resolve(CHANGES)), new MinedLinesSink(out.resolve(LINES)));
  }

  /** Makes the table; the job is over. */
  void finish() throws IOException {
    TemplatesCsv.write(out.resolve(LINES), out.resolve(CHANGES), files, out.resolve(TEMPLATES));
  }
}
