package io.vedette.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.MetricRecord;
import io.vedette.schema.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricFilesReaderTest {

  @TempDir Path folder;

  @BeforeEach
  void recordTwoFiles() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "timestamp,value\n10,1\nbad\n20,2\n30,3\n");
    Files.writeString(folder.resolve("b.csv"), "timestamp,x,y\n10,4,5\n20,6,7\n");
  }

  @Test
  void aReaderRestoredAtAnyPlaceGoesOnWhereTheOtherStopped() throws IOException {
    List<String> whole = read(reader(FilesSplit.START), Integer.MAX_VALUE);
    assertThat(whole).hasSize(8);

    for (int stop = 0; stop <= whole.size(); stop++) {
      MetricFilesReader first = reader(FilesSplit.START);
      List<String> both = read(first, stop);
      FilesSplit.Serializer stored = new FilesSplit.Serializer();
      FilesSplit split = first.snapshotState(1).get(0);
      both.addAll(read(reader(stored.deserialize(1, stored.serialize(split))), Integer.MAX_VALUE));

      assertThat(both).as("stopped after %s", stop).isEqualTo(whole);
    }
  }

  @Test
  void withoutTheSplitThereIsNothingToRead() throws IOException {
    MetricFilesReader idle = reader();

    assertThat(idle.pollNext(new Records())).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(idle.isAvailable()).isNotDone();

    idle.notifyNoMoreSplits();

    assertThat(idle.pollNext(new Records())).isEqualTo(InputStatus.END_OF_INPUT);
    assertThat(idle.isAvailable()).isDone();
    assertThat(idle.snapshotState(1)).isEmpty();
  }

  private MetricFilesReader reader(FilesSplit... splits) throws IOException {
    MetricFilesReader reader =
        new MetricFilesReader(
            MetricFiles.find(folder, FileLimits.DEFAULT).files(),
            FileLimits.DEFAULT,
            ReplayTally.find("nobody watches"),
            UnregisteredMetricsGroup.createSourceReaderMetricGroup());
    if (splits.length > 0) {
      reader.addSplits(List.of(splits));
    }
    return reader;
  }

  private static List<String> read(MetricFilesReader reader, int most) throws IOException {
    Records records = new Records();
    while (records.texts.size() < most && reader.pollNext(records) == InputStatus.MORE_AVAILABLE) {}
    return records.texts;
  }

  /** Keeps records as text, without what a series is called: a restored reader says that again. */
  private static final class Records implements ReaderOutput<MetricRecord> {

    private final List<String> texts = new ArrayList<>();

    @Override
    public void collect(MetricRecord record) {
      texts.add(record.toString());
    }

    @Override
    public void collect(MetricRecord record, long timestamp) {
      Sample sample = (Sample) record;
      texts.add(sample.seriesHash() + " " + timestamp + " " + sample.value());
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      throw new UnsupportedOperationException("watermarks are not the reader's");
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<MetricRecord> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {}
  }
}
