package io.vedette.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMatcherTest {

  private static final Labels CART =
      Labels.of("__name__", "up", "service", "cart", "note", "two\nlines \"and\" a \\");

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = ';',
      value = {
        "service=cart; true",
        "service = \"cart\"; true",
        "service=car; false",
        "service!=cart; false",
        "service!=checkout; true",
        "service=~cart|checkout; true",
        "service=~car; false",
        "service=~.*ar.*; true",
        "service!~car; true",
        "service!~c.*t; false",
        "__name__=up; true",
        "missing=; true",
        "missing=\"\"; true",
        "missing!=; false",
        "missing=~.*; true",
        "missing=~.+; false",
        "service!=; true",
        "note=~two.lines.*; true",
        "note=\"two\\nlines \\\"and\\\" a \\\\\"; true",
        "service=~(?i)CART; true",
      })
  void matchesAsPrometheusDoes(String text, boolean expected) {
    assertThat(LabelMatcher.parse(text).matches(CART)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "service; 'service' is none of name=value",
        "=cart; '=cart' is none of",
        "a-b=c; 'a-b=c' is none of",
        "a=~(; not a regex of RE2",
        "a=~(?=x); not a regex of RE2",
        "a=\"b; the quote is not closed",
        "a=\"b\"c; the quote is not closed",
        "a=\"b\"c\"; more follows the closing quote",
        "a=\"\\t\"; \\t is no escape",
        "a=\"\\\"; the quote is not closed",
      })
  void whatIsWrongIsSaid(String text, String message) {
    assertThatThrownBy(() -> LabelMatcher.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void matcherIsNotTooLong() {
    String text = "a=" + "b".repeat(999);
    assertThatThrownBy(() -> LabelMatcher.parse(text))
        .hasMessage("a matcher of 1001 characters; at most 1000 are taken");
  }

  @Test
  void regexThatWouldBacktrackForEverDoesNot() {
    LabelMatcher matcher = LabelMatcher.parse("a=~(x+x+)+y");
    Labels labels = Labels.of("a", "x".repeat(2000));
    assertThat(
            Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> matcher.matches(labels)))
        .isFalse();
  }
}
