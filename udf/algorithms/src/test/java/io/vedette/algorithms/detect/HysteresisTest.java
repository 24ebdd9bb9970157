package io.vedette.algorithms.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HysteresisTest {

  /** 1 an anomaly, 0 none; F while firing, - else. */
  @ParameterizedTest
  @CsvSource({
    "3, 5, 5, 111,            --F",
    "3, 5, 5, 10101,          ----F",
    "3, 5, 5, 1001001,        -------",
    "3, 5, 5, 1110000 0,      --FFFFF-",
    "3, 5, 5, 1110000 1 00000,--FFFFFFFFFF-",
    "3, 5, 2, 11100 0 1 1 1,  --FF----F",
    "1, 1, 1, 101,            F-F",
    "2, 2, 1, 1101011,        -F----F"
  })
  void followsTheSamples(int anomalous, int window, int normal, String samples, String firing) {
    Hysteresis hysteresis = new Hysteresis(anomalous, window, normal);
    StringBuilder seen = new StringBuilder();
    long state = Hysteresis.INITIAL;
    for (char sample : samples.replace(" ", "").toCharArray()) {
      state = hysteresis.next(state, sample == '1');
      seen.append(Hysteresis.isFiring(state) ? 'F' : '-');
    }
    assertThat(seen.toString()).isEqualTo(firing);
  }

  @Test
  void resolvingForgetsWhatMadeItFire() {
    Hysteresis hysteresis = new Hysteresis(3, 5, 1);
    long state = Hysteresis.INITIAL;
    for (boolean anomaly : new boolean[] {true, true, true, false}) {
      state = hysteresis.next(state, anomaly);
    }
    assertThat(state).isEqualTo(Hysteresis.INITIAL);
    assertThat(Hysteresis.isFiring(hysteresis.next(state, true))).isFalse();
  }

  @Test
  void isQuietAfterAsManyNormalSamplesAsResolve() {
    Hysteresis hysteresis = new Hysteresis(3, 5, 2);
    long state = hysteresis.next(Hysteresis.INITIAL, true);
    assertThat(hysteresis.isQuiet(Hysteresis.INITIAL)).isTrue();
    assertThat(hysteresis.isQuiet(state)).isFalse();
    state = hysteresis.next(state, false);
    assertThat(hysteresis.isQuiet(state)).isFalse();
    assertThat(hysteresis.isQuiet(hysteresis.next(state, false))).isTrue();
  }

  @Property(tries = 500)
  void doesWhatAListOfSamplesWouldSay(
      @ForAll @IntRange(min = 1, max = 62) int window,
      @ForAll @IntRange(min = 1, max = 62) int anomalousWish,
      @ForAll @IntRange(min = 1, max = 62) int normal,
      @ForAll @Size(max = 200) List<Boolean> samples) {
    int anomalous = Math.min(anomalousWish, window);
    Hysteresis hysteresis = new Hysteresis(anomalous, window, normal);
    long state = Hysteresis.INITIAL;
    boolean firing = false;
    List<Boolean> history = new ArrayList<>();
    for (boolean sample : samples) {
      state = hysteresis.next(state, sample);
      history.add(sample);
      if (firing) {
        if (history.size() >= normal && !newest(history, normal).contains(true)) {
          firing = false;
          history.clear();
        }
      } else {
        firing = newest(history, window).stream().filter(anomaly -> anomaly).count() >= anomalous;
      }
      assertThat(Hysteresis.isFiring(state)).isEqualTo(firing);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,5,5", "6,5,5", "3,0,5", "3,63,5", "3,5,0", "3,5,63"})
  void refusesWhatCannotBe(int anomalous, int window, int normal) {
    assertThatThrownBy(() -> new Hysteresis(anomalous, window, normal))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".* must be from .*, is -?\\d+");
  }

  private static List<Boolean> newest(List<Boolean> history, int count) {
    return history.subList(Math.max(0, history.size() - count), history.size());
  }

  @Property
  void aLateSampleLeavesTheStateThatItWouldHaveMadeInTime(
      @ForAll @Size(min = 1, max = 80) List<Boolean> samples, @ForAll @IntRange(max = 79) int at) {
    int late = at % samples.size();
    List<Boolean> withoutIt = new ArrayList<>(samples);
    boolean isAnomaly = withoutIt.remove(late);

    long amended = Hysteresis.inserted(never(withoutIt), samples.size() - 1 - late, isAnomaly);

    assertThat(amended).isEqualTo(never(samples));
  }

  @Property
  void aCorrectedSampleLeavesTheStateThatItWouldHaveMadeAtFirst(
      @ForAll @Size(min = 1, max = 80) List<Boolean> samples, @ForAll @IntRange(max = 79) int at) {
    int corrected = at % samples.size();
    List<Boolean> atFirst = new ArrayList<>(samples);
    atFirst.set(corrected, !samples.get(corrected));

    long amended =
        Hysteresis.corrected(
            never(atFirst), samples.size() - 1 - corrected, samples.get(corrected));

    assertThat(amended).isEqualTo(never(samples));
  }

  @Test
  void anAlertThatFiresIsNeitherBegunNorEndedByALateSample() {
    long firing = Hysteresis.defaults().next(0b11, true);
    assertThat(Hysteresis.isFiring(Hysteresis.corrected(firing, 0, false))).isTrue();
    assertThat(Hysteresis.isFiring(Hysteresis.inserted(firing, 1, false))).isTrue();
    assertThat(Hysteresis.isFiring(Hysteresis.inserted(0b11, 1, true))).isFalse();
  }

  /** The state after these samples, of a hysteresis that only remembers: it fires at 62 of 62. */
  private static long never(List<Boolean> samples) {
    Hysteresis hysteresis = new Hysteresis(62, 62, 62);
    long state = Hysteresis.INITIAL;
    for (boolean sample : samples) {
      state = hysteresis.next(state, sample) & Long.MAX_VALUE;
    }
    return state;
  }
}
