package io.vedette.formats.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.result.DeadLetterReason;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever bytes come, a decoder throws its own error or none, and what it lets through is a span
 * that the rest can rely on.
 */
class SpanDecodersPropertiesTest {

  private static final SpanLimits LIMITS = new SpanLimits(1 << 16, 20, 3, 1_000);

  @Property(tries = 300)
  void anyBytesAreReadOrRefused(@ForAll SpanFormat format, @ForAll @Size(max = 400) byte[] body) {
    decode(format, body);
  }

  @Property(tries = 1_000)
  void goodBodiesWithSomeBytesWrongAreReadOrRefused(
      @ForAll SpanFormat format, @ForAll long seed, @ForAll @IntRange(max = 12) int wrong)
      throws Exception {
    Random random = new Random(seed);
    byte[] body = SpanBodies.good(format);
    for (int i = 0; i < wrong; i++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    int length = random.nextInt(4) == 0 ? random.nextInt(body.length) : body.length;
    int spans = decode(format, Arrays.copyOf(body, length));
    if (wrong == 0 && length == body.length) {
      assertThat(spans).as("the body itself is good").isPositive();
    }
  }

  /** Decodes; returns how many spans there were. */
  private static int decode(SpanFormat format, byte[] body) {
    Checked visitor = new Checked();
    try {
      SpanDecoders.create(format, LIMITS).decode(body, 0, body.length, visitor);
    } catch (UnreadableBodyException its) {
      assertThat(its.getMessage()).isNotBlank();
    }
    return visitor.spans;
  }

  private static final class Checked implements SpanVisitor {

    private int spans;

    @Override
    public void span(TracedSpan span) {
      spans++;
      assertThat(span.id()).isNotZero();
      assertThat(span.traceHigh() | span.traceLow()).isNotZero();
      assertThat(span.parent()).isNotEqualTo(span.id());
      assertThat(span.service()).isNotBlank().hasSizeLessThanOrEqualTo(20);
      assertThat(span.operation()).isNotBlank().hasSizeLessThanOrEqualTo(20);
      assertThat(span.environment()).isNotBlank().hasSizeLessThanOrEqualTo(20);
      assertThat(span.start()).isPositive();
      assertThat(span.duration()).isNotNegative();
      assertThat(span.start() + span.duration()).as("no overflow").isPositive();
      assertThat(span.weight()).isBetween(0.0, 1_000.0);
      assertThat(span.links()).hasSizeLessThanOrEqualTo(3);
    }

    @Override
    public void rejected(DeadLetterReason reason, String message, int lost) {
      assertThat(message).isNotBlank().hasSizeLessThan(400);
      assertThat(lost).isPositive();
    }
  }
}
