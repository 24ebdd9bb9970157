package io.vedette.algorithms.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void whatIsNotSeenIsLeftOut() {
    assertThat(PlainText.of("cart\u001b[2J\r\nfake\u0000")).isEqualTo("cart[2Jfake");
    assertThat(PlainText.of("a\u202eb\u2028c\u2029d\u200be\ue000f\ud800g")).isEqualTo("abcdefg");
  }

  @Test
  void whatIsSeenStays() {
    String text = "Größe {zone=\"eu-1\"} 数 \ud83d\ude00";
    assertThat(PlainText.of(text)).isEqualTo(text);
    assertThat(PlainText.of("")).isEmpty();
  }

  @Test
  void aLongTextIsCutBetweenCodePoints() {
    String smiles = "\ud83d\ude00".repeat(PlainText.LONGEST);
    assertThat(PlainText.of(smiles)).isEqualTo(smiles);
    assertThat(PlainText.of(smiles + "\u0007")).isEqualTo(smiles);
    assertThat(PlainText.of(smiles + "a")).isEqualTo(smiles + "...");
    assertThat(PlainText.of("a".repeat(1_000_000))).hasSize(PlainText.LONGEST + 3);
  }
}
