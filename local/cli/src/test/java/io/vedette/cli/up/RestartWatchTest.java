package io.vedette.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cli.up.RestartWatch.Health;
import org.junit.jupiter.api.Test;

class RestartWatchTest {

  private static final long BEGINNING = 1_000_000;

  private final RestartWatch watch = new RestartWatch();

  @Test
  void ofAJobThatRunsNothingIsSaid() {
    assertThat(watch.look(new Health(0, true, "-"), BEGINNING)).isEmpty();
    assertThat(watch.look(new Health(0, true, "-"), BEGINNING + 60_000)).isEmpty();
  }

  @Test
  void aRestartIsSaidOnceAndTheRecoveryOnce() {
    Health restarts = new Health(BEGINNING, false, "no space left");
    Health runs = new Health(BEGINNING, true, "no space left");
    assertThat(watch.look(restarts, BEGINNING))
        .contains("the job failed and restarts: no space left");
    assertThat(watch.look(restarts, BEGINNING + 500)).isEmpty();
    assertThat(watch.look(runs, BEGINNING + 1_000)).isEmpty();
    assertThat(watch.look(runs, BEGINNING + 11_000)).contains("the job runs again");
    assertThat(watch.look(runs, BEGINNING + 22_000)).isEmpty();
  }

  @Test
  void aLoopIsOneLineThoughTheTasksRunForAMomentEachTime() {
    assertThat(watch.look(new Health(BEGINNING, false, "x"), BEGINNING)).isPresent();
    for (long time = BEGINNING; time < BEGINNING + 100_000; time += 5_000) {
      assertThat(watch.look(new Health(BEGINNING, true, "x"), time + 1_000)).isEmpty();
      assertThat(watch.look(new Health(BEGINNING, false, "x"), time + 4_000)).isEmpty();
    }
  }

  @Test
  void aRestartBetweenTwoLooksIsSeenToo() {
    assertThat(watch.look(new Health(0, true, "-"), BEGINNING)).isEmpty();
    assertThat(watch.look(new Health(BEGINNING + 1, true, "x"), BEGINNING + 500)).isPresent();
  }
}
