package io.vedette.algorithms.logs;

import io.vedette.schema.LogLevel;

/**
 * Takes a line apart: its level and its masked tokens. One serves all miners of a thread.
 *
 * <p>Holds buffers for one line, some 30 KiB with the default bounds. Not thread-safe.
 */
public final class LineParser {

  private final MinerParameters parameters;
  private final LineHeader header = new LineHeader();
  private final LineMasker masker;
  private LogLevel level = LogLevel.UNKNOWN;

  /** A parser of lines within these bounds. */
  public LineParser(MinerParameters parameters) {
    this.parameters = parameters;
    this.masker = new LineMasker(parameters.maxLength(), parameters.maxTokens());
  }

  /** The bounds. */
  public MinerParameters parameters() {
    return parameters;
  }

  /** The level that the header of the line parsed last names. */
  public LogLevel level() {
    return level;
  }

  /** The masked tokens of a line; valid until the next call. */
  MaskedLine parse(String line) {
    int end = Math.min(line.length(), parameters.maxLength());
    int start = header.contentStart(line, end);
    level = header.level();
    MaskedLine masked = masker.mask(line, start, end);
    // a line that is nothing but a header is what was logged
    return masked.tokens == 0 && start > 0 ? masker.mask(line, 0, end) : masked;
  }
}
