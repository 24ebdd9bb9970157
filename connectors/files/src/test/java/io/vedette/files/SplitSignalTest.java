package io.vedette.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;

class SplitSignalTest {

  private final SplitSignal signal = new SplitSignal();

  @Test
  void aReaderThatIsThroughWaitsUntilItIsToldThatThereAreNoMoreSplits() {
    assertThat(signal.available()).isNotDone();
    signal.splitAdded();
    assertThat(signal.available()).isDone();

    assertThat(signal.nothingLeft()).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(signal.available()).as("nothing to do until then").isNotDone();

    signal.noMoreSplits();
    assertThat(signal.available()).isDone();
    assertThat(signal.nothingLeft()).isEqualTo(InputStatus.END_OF_INPUT);
  }

  @Test
  void aReaderWithoutASplitEndsAtOnce() {
    signal.noMoreSplits();
    assertThat(signal.nothingLeft()).isEqualTo(InputStatus.END_OF_INPUT);
  }
}
