package io.vedette.algorithms.amend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecentSamplesTest {

  private final RecentSamples recent = new RecentSamples(20);

  @Test
  void keepsTheNewestInOrderOfTimeHoweverTheyCame() {
    Random random = new Random(3);
    TreeMap<Long, Double> model = new TreeMap<>();
    for (int i = 0; i < 500; i++) {
      long time = 10L * i - (i % 3 == 0 ? random.nextInt(300) * 10 + 5 : 0);
      double value = random.nextDouble();
      if (model.containsKey(time)) {
        continue;
      }
      boolean tooOld = model.size() == 20 && time < model.firstKey();
      int position = recent.insert(time, value, 1, 0, 2);
      if (tooOld) {
        assertThat(position).isEqualTo(-1);
        continue;
      }
      model.put(time, value);
      if (model.size() > 20) {
        model.pollFirstEntry();
      }
      assertThat(recent.timestamp(position)).isEqualTo(time);
      assertThat(contents()).containsExactlyElementsOf(model.entrySet());
    }
    assertThat(recent.size()).isEqualTo(20);
  }

  @Test
  void findsASampleByItsTimeAndTheOneAfterATime() {
    for (int i = 1; i <= 5; i++) {
      recent.insert(10L * i, i, i, 0, 9);
    }

    assertThat(recent.at(30)).isEqualTo(2);
    assertThat(recent.at(31)).isEqualTo(-1);
    assertThat(recent.at(60)).isEqualTo(-1);
    assertThat(recent.after(10)).isEqualTo(1);
    assertThat(recent.after(35)).isEqualTo(3);
    assertThat(recent.after(9)).isEqualTo(-1);
    assertThat(recent.after(50)).isEqualTo(-1);
  }

  @Test
  void tellsWhatARunOfAnomaliesIsMadeOf() {
    for (int i = 0; i < 10; i++) {
      int position = recent.insert(i, 100 + i, 50, 40, 60);
      recent.judge(position, i / 10.0, i % 2 == 1);
    }

    assertThat(recent.anomaliesSince(3)).isEqualTo(4);
    assertThat(recent.peakSince(3)).isEqualTo(0.9);
    recent.correct(9, 50);
    recent.judge(9, 0, false);
    assertThat(recent.anomaliesSince(3)).isEqualTo(3);
    assertThat(recent.peakSince(3)).isEqualTo(0.7);
    assertThat(recent.peakSince(8)).isZero();
    assertThat(recent.covers(0)).isTrue();
    assertThat(recent.covers(-1)).isFalse();
  }

  @Test
  void storedFormAndCopyAreTheSame() {
    for (int i = 0; i < 30; i++) {
      recent.judge(recent.insert(i, i, i + 1, i - 1, i + 2), 0.25, i % 3 == 0);
    }

    assertThat(RecentSamples.fromStored(recent.toStored()).toStored()).isEqualTo(recent.toStored());
    RecentSamples copy = recent.copy();
    assertThat(copy.toStored()).isEqualTo(recent.toStored());
    copy.correct(0, -1);
    assertThat(recent.sample(0)).isEqualTo(10);
  }

  @Test
  void roomForNothingIsRefused() {
    assertThatThrownBy(() -> new RecentSamples(0)).hasMessageContaining("is 0");
  }

  private List<Map.Entry<Long, Double>> contents() {
    List<Map.Entry<Long, Double>> contents = new ArrayList<>();
    for (int i = 0; i < recent.size(); i++) {
      contents.add(Map.entry(recent.timestamp(i), recent.sample(i)));
    }
    return contents;
  }
}
