package io.vedette.algorithms.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.NodeKind;
import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanPeer;
import io.vedette.schema.TracedSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TracePropertiesTest {

  private static final SpanKind[] KINDS = SpanKind.values();

  @Property(tries = 500)
  void orderAndBatchesWithinTheWaitChangeNothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
    Random random = new Random(seed);
    List<TracedSpan> spans = trace(random, size);
    TraceOfTests inOrder = new TraceOfTests();
    spans.forEach(inOrder::add);
    inOrder.advance(60_000);

    // every span ends within three seconds: whatever is added before 10 s is in time
    Collections.shuffle(spans, random);
    TraceOfTests shuffled = new TraceOfTests();
    long now = 0;
    for (TracedSpan span : spans) {
      if (random.nextInt(4) == 0) {
        now = Math.min(9_000, now + random.nextInt(3_000));
        shuffled.advance(now);
      }
      shuffled.add(span, now);
      if (random.nextInt(5) == 0) {
        shuffled.add(span, now);
      }
    }
    for (long later = 10_000; later <= 60_000; later += 500) {
      shuffled.advance(later);
    }

    assertThat(shuffled.calls).containsExactlyInAnyOrderElementsOf(inOrder.calls);
    assertThat(shuffled.operations).containsExactlyInAnyOrderElementsOf(inOrder.operations);
    assertThat(shuffled.orphans).isEqualTo(inOrder.orphans);
    assertThat(shuffled.late).isZero();
    assertThat(shuffled.trace.isEmpty()).isTrue();
  }

  private static List<TracedSpan> trace(Random random, int size) {
    List<TracedSpan> spans = new ArrayList<>();
    for (int id = 1; id <= size; id++) {
      long start = random.nextInt(2_000);
      TracedSpan span =
          TraceOfTests.span(
              id,
              random.nextInt(size + 2),
              "s" + random.nextInt(5),
              KINDS[random.nextInt(KINDS.length)],
              start,
              start + random.nextInt(1_000),
              random.nextBoolean() ? null : peer(random));
      spans.add(random.nextInt(6) == 0 ? TraceOfTests.weighing(span, 1 + random.nextInt(9)) : span);
    }
    return spans;
  }

  private static SpanPeer peer(Random random) {
    NodeKind[] kinds = NodeKind.values();
    return new SpanPeer(kinds[random.nextInt(kinds.length)], "p" + random.nextInt(3));
  }
}
