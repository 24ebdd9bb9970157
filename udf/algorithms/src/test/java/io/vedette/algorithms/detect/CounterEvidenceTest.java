package io.vedette.algorithms.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CounterEvidenceTest {

  private int evidence = CounterEvidence.opened(CounterEvidence.CLOSED);
  private double last = Double.NaN;

  @Test
  void decidedWithTheSampleStated() {
    feed(0);
    for (int i = 1; i < CounterEvidence.SAMPLES; i++) {
      feed(last + 3);
      assertThat(CounterEvidence.isEnough(evidence)).as("after %s", i).isFalse();
    }
    feed(last + 3);
    assertThat(CounterEvidence.isEnough(evidence)).isTrue();
    assertThat(CounterEvidence.isCounter(evidence)).as("who decides is the caller").isFalse();
    evidence = CounterEvidence.decided(evidence);
    feed(last);
    assertThat(CounterEvidence.isCounter(evidence)).isTrue();
  }

  @Test
  void whatStandsStillMostOfTheTimeIsNoCounterYet() {
    for (int i = 0; i <= 3 * CounterEvidence.RISES - 3; i++) {
      feed(Math.floorDiv(i, 3));
    }
    assertThat(CounterEvidence.isEnough(evidence)).as("one of three rose").isFalse();
    for (int i = 0; i < 3; i++) {
      feed(last + 1);
    }
    assertThat(CounterEvidence.isEnough(evidence)).isTrue();
  }

  @Test
  void aConstantIsNone() {
    for (int i = 0; i < 5_000; i++) {
      feed(7);
    }
    assertThat(CounterEvidence.isEnough(evidence)).isFalse();
  }

  @Test
  void aSmallFallTakesItBackAtOnceAndABeginningAnewDoesNot() {
    count(CounterEvidence.SAMPLES);
    evidence = CounterEvidence.decided(evidence);
    for (int restart = 0; restart < 100; restart++) {
      feed(0);
      count(3);
    }
    assertThat(CounterEvidence.isCounter(evidence)).isTrue();
    count(100);
    feed(0.9 * last);
    assertThat(CounterEvidence.isCounter(evidence)).isFalse();
    count(CounterEvidence.SAMPLES - 1);
    assertThat(CounterEvidence.isEnough(evidence)).as("all begins again").isFalse();
    count(1);
    assertThat(CounterEvidence.isEnough(evidence)).isTrue();
  }

  @Test
  void whatBeginsAnewAllTheTimeIsASawtooth() {
    for (int i = 0; i < 4_000; i++) {
      feed(i % 50);
    }
    assertThat(CounterEvidence.isEnough(evidence)).isFalse();
  }

  @Test
  void negativeValuesAreNotCounted() {
    feed(-1_000);
    count(CounterEvidence.SAMPLES);
    assertThat(CounterEvidence.isEnough(evidence)).isFalse();
  }

  @Test
  void whatIsNoNumberIsNotCompared() {
    feed(0);
    count(CounterEvidence.SAMPLES - 1);
    feed(Double.NaN);
    feed(Double.POSITIVE_INFINITY);
    feed(1);
    assertThat(CounterEvidence.isEnough(evidence)).isFalse();
    feed(2);
    assertThat(CounterEvidence.isEnough(evidence)).isTrue();
  }

  @Test
  void whereSomebodySaysWhatItIsDataTellsNothing() {
    evidence = CounterEvidence.CLOSED;
    feed(0);
    count(2 * CounterEvidence.SAMPLES);
    assertThat(evidence).isEqualTo(CounterEvidence.CLOSED);
    assertThat(CounterEvidence.isEnough(evidence)).isFalse();
  }

  private void count(int samples) {
    for (int i = 0; i < samples; i++) {
      feed(Double.isNaN(last) ? 1 : last + 1);
    }
  }

  private void feed(double value) {
    evidence = CounterEvidence.next(evidence, last, value);
    last = value;
  }
}
