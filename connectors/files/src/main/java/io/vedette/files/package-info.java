/**
 * Recorded metrics in, results out, both as files.
 *
 * <pre>
 *   file or folder --MetricFiles.find--&gt; MetricFiles (layout and form of time of every file)
 *                                          |                         |
 *                                          v                         v
 *   *.csv, *.csv.gz --MetricFilesSource--&gt; MetricRecord ... ScoredPoint --ScoresCsv--&gt; scores.csv
 *                                                           Alert, ... --JsonLinesSink--&gt; *.jsonl
 * </pre>
 *
 * <p>CSV is split here, not by a library, for three reasons: a line break ends a record even inside
 * quotes, so that a stray quote costs one line and not the rest of the file; a refused line is
 * reported with its number and its bytes; and a sample is read without an object made for it.
 *
 * <p>Imports nothing of Kafka, HTTP, udf or jobs.
 */
@NullMarked
package io.vedette.files;

import org.jspecify.annotations.NullMarked;
