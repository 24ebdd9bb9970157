package io.vedette.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AnnouncementCacheTest {

  private static final int NOW = 29_000_000;
  private static final int HOUR = 60;

  @Test
  void aSeriesIsDueOnceAnInterval() {
    AnnouncementCache cache = new AnnouncementCache(16, HOUR);
    assertThat(cache.due(7, NOW)).isTrue();
    assertThat(cache.due(7, NOW)).isFalse();
    assertThat(cache.due(7, NOW + HOUR - 1)).isFalse();
    assertThat(cache.due(7, NOW + HOUR)).isTrue();
    assertThat(cache.due(7, NOW + HOUR + 1)).isFalse();
  }

  @Test
  void aSeriesWhoseHashIsZeroIsDueToo() {
    AnnouncementCache cache = new AnnouncementCache(16, HOUR);
    assertThat(cache.due(0, 0)).isTrue();
    assertThat(cache.due(0, 0)).isFalse();
  }

  @Test
  void aClockSetBackDoesNotSilenceASeries() {
    AnnouncementCache cache = new AnnouncementCache(16, HOUR);
    cache.due(7, NOW);
    assertThat(cache.due(7, NOW - 1000)).isTrue();
  }

  @Test
  void aFullSetGivesUpTheOneAnnouncedLongestAgo() {
    AnnouncementCache cache = new AnnouncementCache(4, HOUR);
    for (int series = 1; series <= 8; series++) {
      cache.due(series, NOW + series);
    }
    assertThat(cache.due(9, NOW + 9)).isTrue();
    for (int series = 2; series <= 8; series++) {
      assertThat(cache.due(series, NOW + 10)).isFalse();
    }
    assertThat(cache.due(1, NOW + 10)).as("given up for the ninth").isTrue();
  }

  @Test
  void aTableAsFullAsItIsMadeForAnnouncesFewSeriesAgain() {
    AnnouncementCache cache = new AnnouncementCache(1 << 14, HOUR);
    long[] hashes = new Random(3).longs(1 << 14).toArray();
    int again = 0;
    for (int round = 0; round < 2; round++) {
      for (long hash : hashes) {
        again += cache.due(hash, NOW) && round > 0 ? 1 : 0;
      }
    }
    assertThat(again).isLessThan((1 << 14) / 15);
  }

  @Test
  void aTableThatGrowsForgetsNothing() {
    AnnouncementCache cache = new AnnouncementCache(1 << 20, HOUR);
    long[] hashes = new Random(4).longs(20_000).toArray();
    int again = 0;
    for (int known = 0; known < hashes.length; known++) {
      cache.due(hashes[known], NOW);
      again += cache.due(hashes[known / 2], NOW + 1) ? 1 : 0;
    }
    assertThat(again).as("those that shared a full set on the way").isLessThan(200);
    int forgotten = 0;
    for (long hash : hashes) {
      forgotten += cache.due(hash, NOW + 2) ? 1 : 0;
    }
    assertThat(forgotten).isLessThan(20);
  }

  @Test
  void theSizeIsRoundedUpToAPowerOfTwo() {
    assertThat(new AnnouncementCache(1, 1).capacity()).isEqualTo(8);
    assertThat(new AnnouncementCache(1 << 20, 1).capacity()).isEqualTo(1 << 21);
    assertThat(new AnnouncementCache((1 << 20) + 1, 1).capacity()).isEqualTo(1 << 22);
    assertThatThrownBy(() -> new AnnouncementCache(0, 1)).hasMessageContaining("0, 1");
  }

  /** The guarantee, whatever the load: never silent for an interval. */
  @Property(tries = 50)
  void noSeriesGoesUnannouncedForAnInterval(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int series) {
    Random random = new Random(seed);
    AnnouncementCache cache = new AnnouncementCache(64, 10);
    Map<Long, Integer> announcedAt = new HashMap<>();
    long[] hashes = random.longs(series).toArray();
    for (int step = 0; step < 5_000; step++) {
      long hash = hashes[random.nextInt(series)];
      int minute = NOW + step / 50;
      Integer before = announcedAt.get(hash);
      boolean mustBeDue = before == null || minute - before >= 10;
      boolean due = cache.due(hash, minute);
      if (mustBeDue) {
        assertThat(due).isTrue();
      }
      if (due) {
        announcedAt.put(hash, minute);
      }
    }
  }

  @Test
  void withRoomForAllASeriesIsAnnouncedOnceOnly() {
    AnnouncementCache cache = new AnnouncementCache(1 << 12, HOUR);
    Random random = new Random(1);
    long[] hashes = random.longs(256).toArray();
    int announced = 0;
    for (int round = 0; round < 10; round++) {
      for (long hash : hashes) {
        announced += cache.due(hash, NOW) ? 1 : 0;
      }
    }
    assertThat(announced).isEqualTo(256);
  }
}
