package io.vedette.formats.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteWriteEncoderTest {

  private static final Labels UP = Labels.of("__name__", "up", "instance", "a:9100", "job", "node");
  private static final Labels REQUESTS =
      Labels.of("__name__", "requests_total", "service", "c\u00e4rt \uD83D\uDED2");

  private final RecordingVisitor told = new RecordingVisitor();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatIsWrittenIsReadBack(int version) throws UnreadableBodyException {
    RemoteWriteEncoder encoder = encoder(version);
    double stale = Double.longBitsToDouble(Sample.STALE_NAN_BITS);
    byte[] body =
        encoder
            .add(UP, new long[] {1000, 2000, 0, -5}, new double[] {1, 0, -0.0, stale})
            .add(
                new Series(REQUESTS, MetricKind.COUNTER),
                new long[] {Long.MAX_VALUE},
                new double[] {Double.NEGATIVE_INFINITY})
            .finish();

    decoder(version).decode(body, told);

    assertThat(told.samples)
        .isEqualTo(
            List.of(
                new RecordingVisitor.Told(Series.of(UP), 1000, 1),
                new RecordingVisitor.Told(Series.of(UP), 2000, 0),
                new RecordingVisitor.Told(Series.of(UP), 0, -0.0),
                new RecordingVisitor.Told(Series.of(UP), -5, stale),
                new RecordingVisitor.Told(
                    new Series(REQUESTS, MetricKind.COUNTER),
                    Long.MAX_VALUE,
                    Double.NEGATIVE_INFINITY)));
    assertThat(Double.doubleToRawLongBits(told.samples.get(3).value()))
        .isEqualTo(Sample.STALE_NAN_BITS);
    assertThat(told.refused).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anEncoderIsEmptyAfterFinish(int version) throws UnreadableBodyException {
    RemoteWriteEncoder encoder = encoder(version);
    encoder.add(UP, new long[] {1}, new double[] {1}).finish();

    decoder(version).decode(encoder.finish(), told);

    assertThat(told.samples).isEmpty();
  }

  @Test
  void timestampsAndValuesMustBeAsMany() {
    assertThatThrownBy(
            () -> RemoteWriteEncoder.version1().add(UP, new long[] {1, 2}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 timestamps and 1 values");
  }

  private static RemoteWriteEncoder encoder(int version) {
    return version == 1 ? RemoteWriteEncoder.version1() : RemoteWriteEncoder.version2();
  }

  private static MetricDecoder decoder(int version) {
    return MetricDecoders.create(
        version == 1 ? MetricFormat.REMOTE_WRITE_1 : MetricFormat.REMOTE_WRITE_2,
        DecoderLimits.DEFAULT);
  }
}
