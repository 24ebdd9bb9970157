package io.vedette.formats.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KnownLabelBlocksTest {

  private static final long SEED = 42;

  @Test
  void aBlockIsKnownByItsBytesWhereverTheyLie() {
    KnownLabelBlocks blocks = new KnownLabelBlocks(100, SEED);
    byte[] body = "..service=cart;service=carp".getBytes(UTF_8);
    assertThat(blocks.find(body, 2, 12)).isFalse();
    blocks.put(7, 70);

    byte[] other = "service=cart".getBytes(UTF_8);
    assertThat(blocks.find(other, 0, 12)).isTrue();
    assertThat(blocks.series()).isEqualTo(7);
    assertThat(blocks.histogram()).isEqualTo(70);
    assertThat(blocks.find(body, 15, 12)).as("one byte differs").isFalse();
    assertThat(blocks.find(other, 0, 11)).as("one byte shorter").isFalse();
  }

  @Test
  void aSeriesWhoseIdentityIsZeroIsKnownToo() {
    KnownLabelBlocks blocks = new KnownLabelBlocks(100, SEED);
    blocks.find(block(1), 0, 4);
    blocks.put(0, 0);
    assertThat(blocks.find(block(1), 0, 4)).isTrue();
    assertThat(blocks.series()).isZero();
  }

  @Test
  void growingLosesNothing() {
    KnownLabelBlocks blocks = new KnownLabelBlocks(20_000, SEED);
    assertThat(blocks.capacity()).isEqualTo(1024);
    for (int series = 0; series < 20_000; series++) {
      assertThat(blocks.find(block(series), 0, 4)).isFalse();
      blocks.put(series, 10L * series);
    }
    assertThat(blocks.capacity()).isEqualTo(65_536);
    int known = 0;
    for (int series = 0; series < 20_000; series++) {
      if (blocks.find(block(series), 0, 4)) {
        assertThat(blocks.series()).isEqualTo(series);
        assertThat(blocks.histogram()).isEqualTo(10L * series);
        known++;
      }
    }
    assertThat(known).as("but for a few whose places were all taken").isGreaterThan(19_950);
  }

  @Test
  void beyondTheLimitABlockIsKnownAsItselfOrNotAtAll() {
    KnownLabelBlocks blocks = new KnownLabelBlocks(16, SEED);
    for (int round = 0; round < 3; round++) {
      int known = 0;
      for (int series = 0; series < 1_000; series++) {
        if (blocks.find(block(series), 0, 4)) {
          assertThat(blocks.series()).isEqualTo(series);
          known++;
        } else {
          blocks.put(series, 10L * series);
          assertThat(blocks.find(block(series), 0, 4)).isTrue();
          assertThat(blocks.series()).isEqualTo(series);
        }
      }
      assertThat(known).isLessThanOrEqualTo(32);
      assertThat(blocks.capacity()).isEqualTo(32);
    }
  }

  @Test
  void theLimitIsChecked() {
    assertThat(new KnownLabelBlocks(1, SEED).capacity()).isEqualTo(16);
    assertThatThrownBy(() -> new KnownLabelBlocks(0, SEED)).hasMessageContaining("2^25: 0");
    assertThatThrownBy(() -> new KnownLabelBlocks((1 << 25) + 1, SEED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] block(int number) {
    return new byte[] {
      (byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)
    };
  }
}
