package io.vedette.prometheus;

import io.vedette.prometheus.PrometheusException.Remedy;
import io.vedette.schema.BucketSample;
import io.vedette.schema.JobMetric;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Reads one range after the other: a thread asks, the task emits.
 *
 * <p>A range whose answer would be too large is asked for in halves, down to a single step. After a
 * restore a range that was not emitted to its end is read again from its beginning: samples may
 * come twice, never not at all.
 */
final class PrometheusReader implements SourceReader<MetricRecord, RangeSplit> {

  private static final int PAYLOAD = 1024;

  private final SourceReaderContext context;
  private final PrometheusOptions options;
  private final PrometheusClient client;
  private final ExecutorService asking =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "ask-prometheus");
            thread.setDaemon(true);
            return thread;
          });
  private final Deque<RangeSplit> ranges = new ArrayDeque<>();
  private final Sample sample = new Sample();
  private final BucketSample bucket = new BucketSample();
  private final Counter samplesRead;
  private final Counter samplesRejected;
  private final Counter seriesAnnounced;
  private CompletableFuture<Void> splitsCame = new CompletableFuture<>();
  private @Nullable CompletableFuture<List<FoundSeries>> answer;
  private List<FoundSeries> found = List.of();
  private int series;
  private int next;
  private @Nullable RangeSplit current;
  private boolean noMoreSplits;

  PrometheusReader(SourceReaderContext context, PrometheusOptions options) throws IOException {
    this.context = context;
    this.options = options;
    this.client = new PrometheusClient(options);
    samplesRead = context.metricGroup().counter(JobMetric.SAMPLES_READ.id());
    samplesRejected = context.metricGroup().counter(JobMetric.SAMPLES_REJECTED.id());
    seriesAnnounced = context.metricGroup().counter(JobMetric.SERIES_ANNOUNCED.id());
  }

  @Override
  public void start() {
    if (ranges.isEmpty()) {
      context.sendSplitRequest();
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<MetricRecord> output)
      throws IOException, InterruptedException {
    if (series < found.size()) {
      emit(found.get(series), output);
      return InputStatus.MORE_AVAILABLE;
    }
    if (answer == null) {
      return ask();
    }
    if (!answer.isDone()) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    take(answer);
    return InputStatus.MORE_AVAILABLE;
  }

  /** Asks for the next range; the one before is emitted to its end. */
  private InputStatus ask() {
    current = ranges.poll();
    if (current == null) {
      return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    RangeSplit range = current;
    answer = supply(() -> client.range(range));
    return InputStatus.NOTHING_AVAILABLE;
  }

  private <T> CompletableFuture<T> supply(Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    asking.execute(
        () -> {
          try {
            result.complete(task.call());
          } catch (Exception failed) {
            result.completeExceptionally(failed);
          }
        });
    return result;
  }

  private void take(CompletableFuture<List<FoundSeries>> answered)
      throws IOException, InterruptedException {
    answer = null;
    series = 0;
    next = 0;
    try {
      found = answered.get();
    } catch (ExecutionException failed) {
      found = List.of();
      if (!(failed.getCause() instanceof PrometheusException known)) {
        throw new IOException("asking Prometheus failed", failed.getCause());
      }
      if (known.remedy() != Remedy.ASK_FOR_LESS) {
        throw known;
      }
      askForHalves(known);
    }
    if (ranges.isEmpty() && !noMoreSplits) {
      splitsCame = new CompletableFuture<>();
      context.sendSplitRequest();
    }
  }

  private void askForHalves(PrometheusException tooLarge) throws IOException {
    RangeSplit range = current;
    if (range == null || range.from() == range.to()) {
      throw new IOException(
          tooLarge.getMessage()
              + "; that is a single step: choose narrower selectors (prometheus.match) or take"
              + " larger answers (prometheus.response-bytes)");
    }
    long steps = (range.to() - range.from()) / options.step();
    long middle = range.from() + steps / 2 * options.step();
    ranges.addFirst(new RangeSplit(range.selector(), middle + options.step(), range.to()));
    ranges.addFirst(new RangeSplit(range.selector(), range.from(), middle));
  }

  private void emit(FoundSeries one, ReaderOutput<MetricRecord> output) {
    String refusal = one.refusal();
    if (refusal != null) {
      output.collect(new Rejected(letter(one, refusal)));
      samplesRejected.inc(one.size());
      series++;
    } else if (next < one.size()) {
      sample.set(one.hash(), one.time(next), one.value(next), next == 0 ? one.series() : null);
      if (next == 0) {
        seriesAnnounced.inc();
      }
      samplesRead.inc();
      next++;
      if (one.histogram() == BucketSample.NONE) {
        output.collect(sample, sample.timestamp());
      } else {
        bucket.set(one.histogram(), sample);
        output.collect(bucket, sample.timestamp());
      }
    } else {
      series++;
      next = 0;
    }
  }

  private DeadLetter letter(FoundSeries one, String refusal) {
    String labels = one.series().labels().toString();
    byte[] payload =
        labels.substring(0, Math.min(labels.length(), PAYLOAD)).getBytes(StandardCharsets.UTF_8);
    return DeadLetter.newBuilder()
        .setReason(DeadLetterReason.OVER_LIMIT)
        .setMessage(refusal)
        .setOrigin(options.url().getHost() + "/" + (current == null ? "" : current.splitId()))
        .setSource(null)
        .setTimestamp(current == null ? 0 : current.from())
        .setCount(Math.max(1, one.size()))
        .setPayload(ByteBuffer.wrap(payload))
        .setPayloadSize(payload.length)
        .build();
  }

  @Override
  public List<RangeSplit> snapshotState(long checkpoint) {
    List<RangeSplit> left = new ArrayList<>();
    if (current != null) {
      left.add(current);
    }
    left.addAll(ranges);
    return left;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<?> pending = answer == null ? splitsCame : answer;
    return pending.handle((done, failed) -> null);
  }

  @Override
  public void addSplits(List<RangeSplit> splits) {
    ranges.addAll(splits);
    splitsCame.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    splitsCame.complete(null);
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }
}
