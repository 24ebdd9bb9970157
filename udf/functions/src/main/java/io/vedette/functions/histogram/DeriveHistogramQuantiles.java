package io.vedette.functions.histogram;

import io.vedette.algorithms.histogram.HistogramState;
import io.vedette.algorithms.histogram.HistogramState.Outcome;
import io.vedette.algorithms.histogram.Increase;
import io.vedette.functions.KnownSeries;
import io.vedette.schema.BucketSample;
import io.vedette.schema.JobMetric;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.serializers.VedetteTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Derives quantiles of a histogram from the samples of its buckets.
 *
 * <pre>
 *   samples of one time --every bucket came, or event time passed--&gt; increase since the former scrape
 *       --+-- enough observations --&gt; &lt;name&gt;{quantile="0.5"}, {quantile="0.99"}, ...
 *         +-- fewer ------------------&gt; the same without a value (NaN)
 *         +-- stale marker of +Inf ---&gt; the same with a stale marker
 *         +-- not fit to be used -----&gt; nothing, counted; see {@link HistogramState}
 * </pre>
 *
 * <p>The quantiles are those of Prometheus' {@code histogram_quantile} over the increase from
 * scrape to scrape. Their time is that of the scrape. NaN says that there is nothing to measure, so
 * a service without requests is not one that fell silent.
 *
 * <p>Guarantee: scrapes are taken in order of time, each once. When a newer one is whole first,
 * those before it are taken without a word: a series keeps its order, so what they lack was lost.
 * At most {@link HistogramOptions#openScrapes()} are open; what comes later is late, and a dead
 * letter.
 *
 * <p>State of one histogram (see {@link HistogramStates}), kept for {@link
 * HistogramOptions#retention()} of processing time after its last sample: {@code series}, its
 * labels, about 160 bytes, written with every announcement; {@code buckets}, 28 bytes a bucket and
 * 8 for each that is open, read and written with every sample. A timer in event time for each open
 * scrape, deleted when it is taken.
 *
 * <p>What leaks: nothing. The labels of a bucket must come before its samples, as sources announce
 * them; a sample without is counted and left out until they come.
 */
public final class DeriveHistogramQuantiles
    extends KeyedProcessFunction<Long, BucketSample, ScoringInput> {

  /** Late samples, bounds that are no numbers, buckets beyond the limit. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", VedetteTypes.DEAD_LETTER);

  private static final long serialVersionUID = 1L;
  private static final double STALE = Double.longBitsToDouble(Sample.STALE_NAN_BITS);

  private final HistogramOptions options;

  private transient ValueState<KnownSeries> series;
  private transient ValueState<HistogramState> buckets;
  private transient HistogramCounters counters;
  private transient Counter quantilesDerived;
  private transient QuantileSeries names;
  private transient Increase increase;
  private transient Sample out;

  /** By these options. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public DeriveHistogramQuantiles(HistogramOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    series = getRuntimeContext().getState(HistogramStates.series(options.retention()));
    buckets = getRuntimeContext().getState(HistogramStates.buckets(options.retention()));
    counters = new HistogramCounters(getRuntimeContext().getMetricGroup());
    quantilesDerived =
        getRuntimeContext().getMetricGroup().counter(JobMetric.QUANTILES_DERIVED.id());
    names = new QuantileSeries(options.quantiles());
    increase = new Increase();
    out = new Sample();
  }

  @Override
  public void processElement(BucketSample input, Context context, Collector<ScoringInput> quantiles)
      throws Exception {
    Sample sample = input.sample();
    counters.read.inc();
    HistogramState histogram = buckets.value();
    if (histogram == null) {
      histogram = new HistogramState();
    }
    Series announced = sample.series();
    if (announced != null) {
      announce(announced, sample, histogram, context);
    }
    int bucket = histogram.bucketOf(sample.seriesHash());
    if (bucket < 0) {
      counters.unknown.inc();
      return;
    }
    if (take(sample, bucket, histogram, context)) {
      tell(sample.timestamp(), histogram, context.timerService(), quantiles);
    }
    buckets.update(histogram);
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<ScoringInput> quantiles)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return; // a bounded input ends: what is still open is no scrape that lost something
    }
    HistogramState histogram = buckets.value();
    if (histogram != null && histogram.oldest() <= timer) {
      tell(timer, histogram, context.timerService(), quantiles);
      buckets.update(histogram);
    }
  }

  private void announce(Series announced, Sample sample, HistogramState histogram, Context context)
      throws IOException {
    OptionalDouble bound = QuantileSeries.bound(announced);
    if (bound.isEmpty()) {
      refuse(DeadLetterReason.MALFORMED, "the bound le is no number", sample, announced, context);
      return;
    }
    if (!histogram.announce(sample.seriesHash(), bound.getAsDouble(), options.maximumBuckets())) {
      String why = "the histogram has more than " + options.maximumBuckets() + " buckets";
      refuse(DeadLetterReason.OVER_LIMIT, why, sample, announced, context);
      return;
    }
    // a sender that does not know the kind does not unsay what another one knows
    if (announced.kind() != MetricKind.UNKNOWN) {
      histogram.setPerInterval(announced.kind() == MetricKind.GAUGE);
    }
    histogram.setAnnounced(true);
    series.update(new KnownSeries(QuantileSeries.histogram(announced)));
  }

  /** Takes the sample of a bucket; whether its scrape is whole now. */
  private boolean take(Sample sample, int bucket, HistogramState histogram, Context context)
      throws IOException {
    boolean isEnd = sample.isStaleMarker();
    if (isEnd && !histogram.isInfinity(bucket)) {
      // one bucket ended, or all did, which that of +Inf says
      counters.taken.inc();
      return false;
    }
    long at = sample.timestamp();
    double count = sample.value();
    if (!isEnd && !(count >= 0 && count < Double.POSITIVE_INFINITY)) {
      counters.unusable.inc();
      return false;
    }
    switch (isEnd ? histogram.end(at) : histogram.put(bucket, at, count)) {
      case OPENED -> {
        counters.taken.inc();
        context.timerService().registerEventTimeTimer(at);
        while (histogram.open() > options.openScrapes()) {
          skipOldest(histogram, context.timerService());
        }
      }
      case JOINED -> counters.taken.inc();
      case DUPLICATE -> counters.duplicate.inc();
      case LATE -> {
        counters.late.inc();
        KnownSeries known = series.value();
        refuse(
            DeadLetterReason.LATE,
            "the scrape of the histogram at that time, or a newer one, was taken already",
            sample,
            known == null ? null : known.series(),
            context);
      }
    }
    return histogram.isWhole(at);
  }

  /** Takes every scrape up to a time, and tells of that of the time. */
  private void tell(
      long at, HistogramState histogram, TimerService timers, Collector<ScoringInput> quantiles)
      throws IOException {
    while (histogram.oldest() < at) {
      skipOldest(histogram, timers);
    }
    if (histogram.oldest() != at) {
      return;
    }
    timers.deleteEventTimeTimer(at);
    counters.scrapes.inc();
    switch (histogram.takeOldest(increase)) {
      case READY -> {
        counters.derived.inc();
        if (increase.isForced()) {
          counters.forced.inc();
        }
        derive(at, histogram, quantiles);
      }
      case FIRST -> counters.first.inc();
      case CHANGED -> counters.changed.inc();
      case INCOMPLETE -> counters.incomplete.inc();
      case ENDED -> {
        counters.ended.inc();
        for (int i = 0; i < options.quantiles().size(); i++) {
          send(i, at, STALE, histogram, quantiles);
        }
      }
    }
  }

  /** Makes the oldest open scrape the one to compare with; too late to tell of it in order. */
  private void skipOldest(HistogramState histogram, TimerService timers) {
    timers.deleteEventTimeTimer(histogram.oldest());
    counters.scrapes.inc();
    Outcome outcome = histogram.takeOldest(increase);
    (outcome == Outcome.INCOMPLETE ? counters.incomplete : counters.skipped).inc();
  }

  private void derive(long at, HistogramState histogram, Collector<ScoringInput> quantiles)
      throws IOException {
    boolean isEnough = increase.observations() >= options.minimumObservations();
    for (int i = 0; i < options.quantiles().size(); i++) {
      double value = isEnough ? increase.quantile(options.quantiles().get(i)) : Double.NaN;
      send(i, at, value, histogram, quantiles);
    }
    histogram.setAnnounced(false);
  }

  private void send(
      int index, long at, double value, HistogramState histogram, Collector<ScoringInput> quantiles)
      throws IOException {
    boolean isAnnounced = histogram.isAnnounced();
    KnownSeries known = isAnnounced || histogram.derived() == null ? series.value() : null;
    if (known != null && histogram.derived() == null) {
      histogram.setDerived(identities(known.series()));
    }
    long[] derived = histogram.derived();
    if (derived == null) {
      return; // its labels expired, and are on their way again
    }
    Series announced = known != null && isAnnounced ? names.quantile(known.series(), index) : null;
    out.set(derived[index], at, value, announced);
    quantilesDerived.inc();
    quantiles.collect(out);
  }

  private long[] identities(Series histogram) {
    long[] identities = new long[options.quantiles().size()];
    for (int i = 0; i < identities.length; i++) {
      identities[i] = names.quantile(histogram, i).labels().hash();
    }
    return identities;
  }

  private static void refuse(
      DeadLetterReason reason, String why, Sample sample, @Nullable Series known, Context context) {
    String origin =
        known == null ? SeriesHash.toHex(sample.seriesHash()) : known.labels().toString();
    byte[] payload =
        (origin + " " + sample.value() + " @" + sample.timestamp())
            .getBytes(StandardCharsets.UTF_8);
    context.output(
        DEAD_LETTERS,
        DeadLetter.newBuilder()
            .setReason(reason)
            .setMessage(why)
            .setOrigin(origin)
            .setSource(null)
            .setTimestamp(sample.timestamp())
            .setCount(1)
            .setPayload(ByteBuffer.wrap(payload))
            .setPayloadSize(payload.length)
            .build());
  }
}
