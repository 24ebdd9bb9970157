package io.vedette.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.formats.traces.SpanDecoders;
import io.vedette.formats.traces.SpanFormat;
import io.vedette.formats.traces.SpanLimits;
import io.vedette.formats.traces.SpanVisitor;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.result.DeadLetterReason;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What JSON bodies cost: a large one is not held as a tree. */
class JsonMemoryTest {

  private static final String SPAN =
      "{\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"eee19b7ec3c1b174\","
          + "\"name\":\"GET /\",\"startTimeUnixNano\":\"1700000000000000000\","
          + "\"endTimeUnixNano\":\"1700000000000000009\",\"attributes\":["
          + "{\"key\":\"a\",\"value\":{\"intValue\":1}},{\"key\":\"b\",\"value\":{\"intValue\":2}}]}";

  @Test
  void aLargeBodyOfSpansNeverStandsInMemoryAsATree() throws Exception {
    byte[] body = spans(60_000);
    assertThat(body.length).isGreaterThan(15_000_000);
    Used used = new Used();
    SpanDecoders.create(SpanFormat.OTLP_JSON, new SpanLimits(1 << 25, 200, 16, 1))
        .decode(body, 0, body.length, used);
    assertThat(used.spans).isEqualTo(60_000);
    // its tree takes 300 MB
    assertThat(used.mostMore).isLessThan(40L << 20);
  }

  @Test
  void aValueOfTooManyPartsIsRefused() {
    byte[] body =
        ("{\"alerts\":[" + "[],".repeat(JsonBodies.MOST_TOKENS / 2) + "[]]}")
            .getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> JsonBodies.read(body, 0, body.length))
        .isInstanceOfSatisfying(
            UnreadableBodyException.class,
            refused -> assertThat(refused.reason()).isEqualTo(DeadLetterReason.TOO_LARGE))
        .hasMessageContaining("more than 1000000 parts");
  }

  @Test
  void valuesOfAnArrayEachHaveTheirOwnLimit() throws Exception {
    byte[] body =
        ("[" + "[[]],".repeat(JsonBodies.MOST_TOKENS / 2) + "7]").getBytes(StandardCharsets.UTF_8);
    List<String> values = new ArrayList<>();
    JsonBodies.forEach(body, 0, body.length, value -> values.add(value.toString()));
    assertThat(values).containsExactly("7");
  }

  @Test
  void resourcesAreFoundBehindTheirSpansAndInEveryRequest() throws Exception {
    byte[] body =
        """
        [{"resourceSpans":[7,{"x":[{"b":1}],"scopeSpans":[{"spans":[1,2]},{},[3]],"resource":"r"}]}]
        {"resourceSpans":[{"scopeSpans":[{"spans":[[4]]}]}]} "no"
        """
            .getBytes(StandardCharsets.UTF_8);
    List<String> values = new ArrayList<>();
    NestedJson.forEach(
        body,
        0,
        body.length,
        "resource",
        List.of("resourceSpans", "scopeSpans", "spans"),
        (beside, value) -> values.add(beside.asText("none") + " " + value),
        other -> values.add("other " + other));
    assertThat(values).containsExactly("r 1", "r 2", "none [4]", "other \"no\"");
  }

  private static byte[] spans(int count) {
    StringBuilder body =
        new StringBuilder("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[").append(SPAN);
    for (int i = 1; i < count; i++) {
      body.append(',').append(SPAN);
    }
    return body.append("]}]}]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** How much more heap is used while spans come, at its most, after a collection. */
  private static final class Used implements SpanVisitor {

    private final long before = used();
    private int spans;
    private long mostMore;

    private static long used() {
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public void span(TracedSpan span) {
      spans++;
      if (spans % 20_000 == 1) {
        mostMore = Math.max(mostMore, used() - before);
      }
    }

    @Override
    public void rejected(DeadLetterReason reason, String message, int lost) {
      throw new AssertionError(message);
    }
  }
}
