package io.vedette.functions;

import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.algorithms.detect.SeriesMemory;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.algorithms.forecast.Forecast;
import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * The detector's model of the series at hand, in its two parts: the one in {@link ScoreState}, met
 * with every sample, and the one that the detector asks for now and then, which rests in the state
 * {@code memory}. Owner of that state.
 *
 * <p>Whatever calls the detector calls it here, so the memory is attached while it is needed, and
 * put back when something was learned. On the heap the object that was put back is the one that the
 * backend keeps: for as long as {@link InPlaceState} holds that of {@code score}, it is changed in
 * place, and the retention of both begins anew at the same time.
 */
final class ModelledSeries {

  private final ValueState<SeriesMemory> memories;
  private final InPlaceState scores;

  ModelledSeries(ValueState<SeriesMemory> memories, InPlaceState scores) {
    this.memories = memories;
    this.scores = scores;
  }

  /** As {@link SeriesDetector#score}. */
  void score(
      SeriesDetector detector,
      ScoreState state,
      long timestamp,
      double value,
      @Nullable Forecast forecast,
      Verdict verdict)
      throws IOException {
    if (state.detector.hasMemory() || detector.needsMemoryToScore(state.detector, timestamp)) {
      attach(state);
      detector.score(state.detector, timestamp, value, forecast, verdict);
      putBack(state);
    } else {
      detector.score(state.detector, timestamp, value, forecast, verdict);
    }
  }

  /** As {@link SeriesDetector#judge}. */
  void judge(
      SeriesDetector detector,
      ScoreState state,
      long timestamp,
      double value,
      @Nullable Forecast forecast,
      Verdict verdict)
      throws IOException {
    boolean isLent = lend(detector, state, timestamp);
    detector.judge(state.detector, timestamp, value, forecast, verdict);
    takeBack(state, isLent);
  }

  /** As {@link SeriesDetector#describe}. */
  void describe(
      SeriesDetector detector,
      ScoreState state,
      long timestamp,
      @Nullable Forecast forecast,
      Verdict verdict)
      throws IOException {
    boolean isLent = lend(detector, state, timestamp);
    detector.describe(state.detector, timestamp, forecast, verdict);
    takeBack(state, isLent);
  }

  /** As {@link SeriesDetector#adopt}. */
  void adopt(SeriesDetector detector, ScoreState state) throws IOException {
    attach(state);
    detector.adopt(state.detector);
    putBack(state);
  }

  /** All of the model as bytes, for {@link #restore}; none when nothing was learned. */
  byte[] toBytes(ScoreState state) throws IOException {
    attach(state);
    byte[] bytes = state.modelToBytes();
    putBack(state);
    return bytes;
  }

  /** Makes the model what it was. */
  void restore(ScoreState state, byte[] bytes) throws IOException {
    state.restoreModel(bytes);
    putBack(state);
  }

  /** Lets go of all that was learned. */
  void forget(ScoreState state) throws IOException {
    restore(state, ScoreState.NOTHING);
  }

  /** Attaches the memory for a judgement, which learns nothing. */
  private boolean lend(SeriesDetector detector, ScoreState state, long timestamp)
      throws IOException {
    boolean isLent =
        !state.detector.hasMemory() && detector.needsMemoryToJudge(state.detector, timestamp);
    if (isLent) {
      attach(state);
    }
    return isLent;
  }

  private static void takeBack(ScoreState state, boolean isLent) {
    if (isLent) {
      state.detector.detach();
    }
  }

  private void attach(ScoreState state) throws IOException {
    if (!state.detector.hasMemory()) {
      SeriesMemory atHand = state.memoryAtHand;
      SeriesMemory memory = atHand == null ? memories.value() : atHand;
      // none only when it was kept for less long than the rest: then it is learned anew
      state.detector.attach(memory == null ? new SeriesMemory() : memory);
    }
  }

  private void putBack(ScoreState state) throws IOException {
    SeriesMemory memory = state.detector.detach();
    if (memory != state.memoryAtHand) {
      memories.update(memory);
      state.memoryAtHand = scores.isInPlace() ? memory : null;
    }
  }
}
