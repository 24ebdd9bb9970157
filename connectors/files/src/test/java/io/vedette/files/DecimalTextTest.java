package io.vedette.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

  private final DecimalText number = new DecimalText();

  @Property
  void agreesWithParseDoubleOnPlainDecimals(
      @ForAll long digits, @ForAll @IntRange(min = 0, max = 25) int scale) {
    String text = new BigDecimal(BigInteger.valueOf(digits), scale).toPlainString();

    assertThat(read(text)).as(text).isEqualTo(Double.parseDouble(text));
  }

  @Property
  void agreesWithParseDoubleOnShortDecimals(
      @ForAll @IntRange(min = -99_999_999, max = 99_999_999) int digits,
      @ForAll @IntRange(min = 0, max = 9) int scale) {
    String text = new BigDecimal(BigInteger.valueOf(digits), scale).toPlainString();

    assertThat(read(text)).as(text).isEqualTo(Double.parseDouble(text));
  }

  /** Sixteen digits beyond 2^53: as a double they would be rounded, and by the division again. */
  @Property
  void agreesWithParseDoubleWhereDigitsAreNoDouble(
      @ForAll @LongRange(min = (1L << 53) + 1, max = 9_999_999_999_999_999L) long digits,
      @ForAll @IntRange(min = 1, max = 15) int scale) {
    String text = new BigDecimal(BigInteger.valueOf(digits), scale).toPlainString();

    assertThat(read(text)).as(text).isEqualTo(Double.parseDouble(text));
  }

  @Property
  void readsBackWhatDoubleToStringWrites(@ForAll double any) {
    assertThat(read(Double.toString(any))).isEqualTo(any);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.0",
        "1.",
        ".5",
        "-.5",
        "+1.5",
        "1e3",
        "1E-3",
        "9007199254740993",
        "9007199254740992",
        "18.324918539200002",
        "12345678901234567",
        "0.30000000000000004",
        "123456789012345678901234567890",
        "4.9E-324",
        "1.7976931348623157E308",
        "1e999"
      })
  void agreesWithParseDouble(String text) {
    assertThat(read(text)).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NaN", "nan", "NA", "null", "NULL"})
  void whatStandsForNoValueIsNaN(String text) {
    assertThat(read(text)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inf", "+Inf", "Infinity", "+INFINITY"})
  void readsInfinity(String text) {
    assertThat(read(text)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(read("-" + text.replace("+", ""))).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "1d", "1f", "0x1p3", "1 2", " 1", "1,5", "--1", "-", ".", "e5", "1e", "١"})
  void refusesWhatIsNoNumber(String text) {
    byte[] bytes = text.getBytes(UTF_8);

    assertThat(number.read(bytes, 0, bytes.length)).isFalse();
  }

  private double read(String text) {
    byte[] bytes = ("<" + text + ">").getBytes(UTF_8);
    assertThat(number.read(bytes, 1, bytes.length - 1)).as(text).isTrue();
    return number.value();
  }
}
