package io.vedette.formats.metrics;

import static io.vedette.formats.metrics.Bodies.concat;
import static io.vedette.formats.metrics.Bodies.field;
import static io.vedette.formats.metrics.Bodies.sample;
import static io.vedette.formats.metrics.Bodies.snappy;
import static io.vedette.formats.metrics.Bodies.varint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.formats.metrics.RecordingVisitor.Refused;
import io.vedette.schema.Labels;
import io.vedette.schema.result.DeadLetterReason;
import org.junit.jupiter.api.Test;

class RemoteWrite2DecoderTest {

  private static final byte[] SYMBOLS = symbols("", "__name__", "up", "job", "shop");

  private final RecordingVisitor told = new RecordingVisitor();

  @Test
  void referencesMayBePackedOrNot() throws UnreadableBodyException {
    decode(
        SYMBOLS,
        series(field(1, new byte[] {1, 2, 3, 4}), sample(1, 1)),
        series(varint(1, 1), varint(1, 2), sample(2, 2), varint(1, 3), varint(1, 4)));

    assertThat(told.lines()).containsExactly("up{job=\"shop\"} 1.0 @1", "up{job=\"shop\"} 2.0 @2");
    assertThat(told.hashes).containsOnly(Labels.of("__name__", "up", "job", "shop").hash());
  }

  @Test
  void symbolsMayStandBehindTheSeries() throws UnreadableBodyException {
    decode(series(field(1, new byte[] {3, 4, 1, 2}), sample(1, 1)), SYMBOLS);

    assertThat(told.lines()).containsExactly("up{job=\"shop\"} 1.0 @1");
  }

  @Test
  void aReferenceToNoSymbolRefusesItsSeriesAlone() throws UnreadableBodyException {
    decode(
        SYMBOLS,
        series(field(1, new byte[] {1, 2, 3, 9}), sample(1, 1), sample(2, 2)),
        series(field(1, new byte[] {1, 2, 3}), sample(1, 1)),
        series(field(1, new byte[] {1, 2}), sample(3, 3)));

    assertThat(told.refused)
        .containsExactly(
            new Refused(
                DeadLetterReason.MALFORMED,
                "timeseries[0] (up) labels_refs[3] is 9, there are 5 symbols",
                2),
            new Refused(
                DeadLetterReason.MALFORMED,
                "timeseries[1] (up) has 3 label references, they must come in pairs",
                1));
    assertThat(told.lines()).containsExactly("up 3.0 @3");
  }

  @Test
  void theFirstSymbolMustBeEmpty() {
    assertThatThrownBy(
            () ->
                decode(
                    symbols("__name__", "up"), series(field(1, new byte[] {0, 1}), sample(1, 1))))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessage("symbols[0] must be the empty string, it has 8 bytes");
  }

  @Test
  void aReferenceToTheEmptySymbolIsNoLabel() throws UnreadableBodyException {
    decode(SYMBOLS, series(field(1, new byte[] {1, 2, 3, 0}), sample(1, 1)));

    assertThat(told.lines()).containsExactly("up 1.0 @1");
  }

  @Test
  void aSymbolThatIsNotTextRefusesTheSeriesThatUseIt() throws UnreadableBodyException {
    decode(
        SYMBOLS,
        field(4, new byte[] {(byte) 0xFF}),
        series(field(1, new byte[] {1, 2, 3, 5}), sample(1, 1)),
        series(field(1, new byte[] {1, 2}), sample(2, 2)));

    assertThat(told.refused)
        .containsExactly(
            new Refused(
                DeadLetterReason.MALFORMED, "timeseries[0] (up) label job is not UTF-8", 1));
    assertThat(told.lines()).containsExactly("up 2.0 @2");
  }

  @Test
  void aSeriesOfExemplarsAloneIsFine() throws UnreadableBodyException {
    decode(SYMBOLS, series(field(1, new byte[] {1, 2}), field(4, new byte[] {8, 1})));

    assertThat(told.samples).isEmpty();
    assertThat(told.refused).isEmpty();
  }

  @Test
  void countsAreThoseOfTheResponseHeaders() throws UnreadableBodyException {
    MetricCounts counts = new MetricCounts();
    decoder().decode(Bodies.golden("remote-write-2.snappy"), counts);
    decoder()
        .decode(snappy(concat(SYMBOLS, series(field(1, new byte[] {3, 4}), sample(1, 1)))), counts);

    assertThat(counts.plainSamples()).isEqualTo(4);
    assertThat(counts.histograms()).isEqualTo(1);
    assertThat(counts.samples()).isEqualTo(6);
    assertThat(counts.series()).isEqualTo(5);
    assertThat(counts.rejected()).isEqualTo(1);
    assertThat(counts.firstRejection()).hasValue("timeseries[0] has no label __name__");
    assertThat(counts.firstReason()).hasValue(DeadLetterReason.MALFORMED);
  }

  @Test
  void aBodyOfVersion1IsNamedSo() {
    byte[] version1 =
        RemoteWriteEncoder.version1()
            .add(Labels.of("__name__", "a"), new long[] {1}, new double[] {1})
            .finish();

    assertThatThrownBy(() -> decoder().decode(version1, told))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessageStartingWith("body looks like remote write 1.0 and was sent as 2.0");
  }

  @Test
  void moreSymbolsThanTheLimitAreTooLarge() {
    byte[] many = new byte[2 * (SymbolTable.MAX_SYMBOLS + 1)];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = 4 << 3 | 2;
    }
    assertThatThrownBy(() -> decode(many))
        .isInstanceOfSatisfying(
            UnreadableBodyException.class,
            refused -> assertThat(refused.reason()).isEqualTo(DeadLetterReason.TOO_LARGE));
  }

  private static byte[] symbols(String... symbols) {
    byte[] all = new byte[0];
    for (String symbol : symbols) {
      all = concat(all, field(4, symbol));
    }
    return all;
  }

  private static byte[] series(byte[]... fields) {
    return field(5, concat(fields));
  }

  private void decode(byte[]... parts) throws UnreadableBodyException {
    decoder().decode(snappy(concat(parts)), told);
  }

  private static MetricDecoder decoder() {
    return MetricDecoders.create(MetricFormat.REMOTE_WRITE_2, DecoderLimits.DEFAULT);
  }
}
