package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void whatATerminalWouldActUponIsShown() {
    assertThat(Terminal.printable("a\u001b[2Jb")).isEqualTo("a\\u001b[2Jb");
    assertThat(Terminal.printable("line\nfake 2026-01-01 CRITICAL")).doesNotContain("\n");
    assertThat(Terminal.printable("\u202egnirts")).startsWith("\\u202e");
    assertThat(Terminal.printable("\u009b31m")).isEqualTo("\\u009b31m");
  }

  @Test
  void ordinaryTextOfAnyLanguageStaysTheSameObject() {
    String text = "Ω latence élevée 遅延";
    assertThat(Terminal.printable(text)).isSameAs(text);
  }
}
