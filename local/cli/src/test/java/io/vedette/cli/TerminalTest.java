package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {

  @Test
  void whatATerminalWouldActUponIsShown() {
    assertThat(Terminal.printable("a\u001b[2Jb")).isEqualTo("a\\u001b[2Jb");
    assertThat(Terminal.printable("line\nfake 2026-01-01 CRITICAL")).doesNotContain("\n");
    assertThat(Terminal.printable("\u202egnirts")).startsWith("\\u202e");
    assertThat(Terminal.printable("\u009b31m")).isEqualTo("\\u009b31m");
  }

  @ParameterizedTest
  @ValueSource(
      chars = {
        '\u0000', '\u001b', '\u007f', '\u0080', '\u009f', '\u061c', '\u200e', '\u200f', '\u202a',
        '\u202e', '\u2066', '\u2069'
      })
  void controlAndDirectionAreShownAsNumbers(char acting) {
    assertThat(Terminal.printable("a" + acting + "b"))
        .isEqualTo(String.format(Locale.ROOT, "a\\u%04xb", (int) acting));
  }

  @Test
  void ordinaryTextOfAnyLanguageStaysTheSameObject() {
    String text = "Ω latence élevée 遅延";
    assertThat(Terminal.printable(text)).isSameAs(text);
  }
}
