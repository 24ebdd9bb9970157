package io.vedette.files;

import java.io.Serializable;
import java.util.List;

/**
 * One file of metrics: what its header says.
 *
 * @param path where it is
 * @param name its path within the folder asked for, with '/', without extensions
 * @param layout what a row holds
 * @param columns number of cells a row must have; 0 when it has no rows
 * @param timeColumn column of the time
 * @param seriesColumn column of the series' name, or -1
 * @param valueColumns columns of values, ascending
 * @param series name of the series of each value column; empty when rows or bodies name theirs
 * @param form how it writes its times
 * @param bytes its size on disk
 */
record MetricFile(
    String path,
    String name,
    Layout layout,
    int columns,
    int timeColumn,
    int seriesColumn,
    List<Integer> valueColumns,
    List<String> series,
    TimeForm form,
    long bytes)
    implements Serializable {

  /** What a row holds. */
  enum Layout {
    /** {@code timestamp,value}. */
    ONE_SERIES,
    /** {@code timestamp,series,value}. */
    SERIES_COLUMN,
    /** {@code timestamp,cpu,memory,...}. */
    WIDE,
    /** No rows: recorded remote-write 1.0 bodies. */
    REMOTE_WRITE_1,
    /** No rows: recorded remote-write 2.0 bodies. */
    REMOTE_WRITE_2;

    /** Whether the names of the series are known before the file is read. */
    boolean namesAreKnown() {
      return this == ONE_SERIES || this == WIDE;
    }

    /** Whether it is CSV. */
    boolean isCsv() {
      return this != REMOTE_WRITE_1 && this != REMOTE_WRITE_2;
    }
  }
}
