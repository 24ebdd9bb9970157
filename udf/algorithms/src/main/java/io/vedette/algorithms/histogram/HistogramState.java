package io.vedette.algorithms.histogram;

import io.vedette.schema.state.HistogramStateRecord;
import io.vedette.schema.state.OpenScrapeRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One histogram whose buckets arrive one by one: which buckets it has, the scrapes of which more
 * may come, and the former scrape, from which increases are taken. Mutable: changed in place.
 *
 * <pre>
 *   put(bucket, time, count) --&gt; an open scrape --whole, or its time is over--&gt; take(time)
 *       --&gt; increase of every bucket since the former scrape
 * </pre>
 *
 * <p>What makes a scrape fit to be used:
 *
 * <ul>
 *   <li>The bucket +Inf and every bucket of the scrapes before are there. Counts that leave no
 *       doubt are filled in, see {@link CumulativeCounts#fillGaps}. A bucket that did not come
 *       {@value #FORGET_AFTER} scrapes in a row is no longer waited for, until it comes again.
 *   <li>Every bucket has an increase: its difference to the former scrape or, when any bucket is
 *       lower than it was, all it counted since, as in Prometheus: the process began anew. A bucket
 *       that is new has none but after such a reset, or where its former count leaves no doubt.
 * </ul>
 *
 * <p>A scrape that is not fit gives no quantiles, rather than wrong ones from some of the buckets.
 *
 * <p>Memory: 28 bytes a bucket, 8 more for each open scrape, and some 150. Cost: {@code put} looks
 * through the buckets once, {@code take} four times; nothing is allocated but for a new bucket and
 * for an open scrape.
 */
public final class HistogramState {

  /** A time before all others. */
  public static final long NEVER = Long.MIN_VALUE;

  /** Scrapes in a row without a bucket after which it is not waited for. */
  static final int FORGET_AFTER = 2;

  /** What became of a count. */
  public enum Arrival {
    /** It is the first of its scrape. */
    OPENED,
    /** It belongs to an open scrape. */
    JOINED,
    /** It came before. */
    DUPLICATE,
    /** Its scrape was taken already, or a newer one was. */
    LATE
  }

  /** What became of a scrape. */
  public enum Outcome {
    /** The increase of every bucket is known. */
    READY,
    /** It is the first, there is nothing to compare it with. */
    FIRST,
    /** A bucket is new, and what it counted before is not known. */
    CHANGED,
    /** A bucket is missing. */
    INCOMPLETE,
    /** The histogram ended. */
    ENDED
  }

  private double[] bounds = new double[0];
  private long[] series = new long[0];
  private int[] absences = new int[0];
  private double[] former = new double[0];
  private long formerAt = NEVER;
  private long takenAt = NEVER;
  private boolean settled;
  private boolean perInterval;
  private boolean announced;
  private final List<Scrape> open = new ArrayList<>(1);

  /** Identities of the series derived; not stored, and nothing here looks at them. */
  private long @Nullable [] derived;

  /** A histogram not met before. */
  public HistogramState() {}

  /** The living form of what was stored. */
  public static HistogramState fromStored(HistogramStateRecord stored) {
    HistogramState state = new HistogramState();
    state.bounds = Doubles.ofList(stored.getBounds());
    state.series = stored.getSeries().stream().mapToLong(Long::longValue).toArray();
    state.absences = stored.getAbsences().stream().mapToInt(Integer::intValue).toArray();
    state.former = Doubles.ofList(stored.getFormer());
    state.formerAt = stored.getFormerAt();
    state.takenAt = stored.getTakenAt();
    state.settled = stored.getSettled();
    state.perInterval = stored.getPerInterval();
    state.announced = stored.getAnnounced();
    stored.getOpen().forEach(scrape -> state.open.add(Scrape.fromStored(scrape)));
    return state;
  }

  /** The form to store; {@link #fromStored} of it goes on exactly as this would. */
  public HistogramStateRecord toStored() {
    List<OpenScrapeRecord> scrapes = open.stream().map(Scrape::toStored).toList();
    return new HistogramStateRecord(
        Doubles.toList(bounds),
        Arrays.stream(series).boxed().toList(),
        Arrays.stream(absences).boxed().toList(),
        Doubles.toList(former),
        formerAt,
        takenAt,
        settled,
        perInterval,
        announced,
        scrapes);
  }

  /** A copy that shares nothing with this but {@link #derived()}. */
  public HistogramState copy() {
    HistogramState copy = new HistogramState();
    copy.bounds = bounds.clone();
    copy.series = series.clone();
    copy.absences = absences.clone();
    copy.former = former.clone();
    copy.formerAt = formerAt;
    copy.takenAt = takenAt;
    copy.settled = settled;
    copy.perInterval = perInterval;
    copy.announced = announced;
    open.forEach(scrape -> copy.open.add(scrape.copy()));
    copy.derived = derived;
    return copy;
  }

  /** Number of buckets known. */
  public int size() {
    return bounds.length;
  }

  /** The bucket that a series carries; negative when it is not known. */
  public int bucketOf(long identity) {
    for (int i = 0; i < series.length; i++) {
      if (series[i] == identity) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a bucket is the one of all observations. */
  public boolean isInfinity(int bucket) {
    return bounds[bucket] == Double.POSITIVE_INFINITY;
  }

  /**
   * Takes note that a series carries the bucket with a bound, which may be new. Another spelling of
   * a bound is another series and the same bucket.
   *
   * @param limit most buckets; where there are as many, one that is not waited for gives way
   * @return false when the bucket is one too many
   */
  public boolean announce(long identity, double bound, int limit) {
    int found = Arrays.binarySearch(bounds, bound);
    if (found >= 0) {
      series[found] = identity;
      return true;
    }
    if (bounds.length >= limit && !forgetOne()) {
      return false;
    }
    insert(-Arrays.binarySearch(bounds, bound) - 1, identity, bound);
    return true;
  }

  private boolean forgetOne() {
    for (int i = 0; i < absences.length; i++) {
      if (absences[i] >= FORGET_AFTER) {
        forget(i);
        return true;
      }
    }
    return false;
  }

  /** Whether counts are those of an interval each; a change lets go of the former scrape. */
  public void setPerInterval(boolean value) {
    if (perInterval != value) {
      perInterval = value;
      formerAt = NEVER;
    }
  }

  /** Adds the count of a bucket at a time. */
  public Arrival put(int bucket, long at, double count) {
    if (at <= takenAt) {
      return at == formerAt && former[bucket] == count ? Arrival.DUPLICATE : Arrival.LATE;
    }
    Scrape scrape = find(at);
    if (scrape == null) {
      begin(at).counts[bucket] = count;
      return Arrival.OPENED;
    }
    boolean isSame = scrape.counts[bucket] == count;
    scrape.counts[bucket] = count;
    return isSame ? Arrival.DUPLICATE : Arrival.JOINED;
  }

  /** Takes note that the histogram ended: its scrape at that time is whole. */
  public Arrival end(long at) {
    if (at <= takenAt) {
      return Arrival.LATE;
    }
    Scrape scrape = find(at);
    if (scrape == null) {
      begin(at).ended = true;
      return Arrival.OPENED;
    }
    scrape.ended = true;
    return Arrival.JOINED;
  }

  /**
   * Whether nothing more is to be expected of the open scrape of a time. While a bucket is new
   * there may be others that did not come yet: then only time tells.
   */
  public boolean isWhole(long at) {
    Scrape scrape = find(at);
    return scrape != null
        && (scrape.ended || (settled && hasInfinity() && hasAllExpected(scrape.counts)));
  }

  /** Number of open scrapes. */
  public int open() {
    return open.size();
  }

  /** Time of the oldest open scrape; {@link Long#MAX_VALUE} when none is open. */
  public long oldest() {
    return open.isEmpty() ? Long.MAX_VALUE : open.get(0).at;
  }

  /**
   * Takes the oldest open scrape; what comes of it later is late.
   *
   * @param increase is filled when the outcome is READY
   */
  public Outcome takeOldest(Increase increase) {
    Scrape scrape = open.remove(0);
    takenAt = scrape.at;
    if (scrape.ended) {
      formerAt = NEVER;
      return Outcome.ENDED;
    }
    if (!complete(scrape.counts)) {
      return Outcome.INCOMPLETE;
    }
    settled = true;
    Outcome outcome = compare(scrape.counts);
    if (outcome == Outcome.READY) {
      fill(increase, scrape.counts);
    }
    former = scrape.counts;
    formerAt = scrape.at;
    return outcome;
  }

  /** Fills in what can be; whether every bucket to be expected has a count. */
  private boolean complete(double[] counts) {
    if (!hasInfinity() || Double.isNaN(counts[counts.length - 1])) {
      return false;
    }
    for (int i = 0; i < counts.length; i++) {
      absences[i] = Double.isNaN(counts[i]) ? Math.min(absences[i] + 1, FORGET_AFTER) : 0;
    }
    CumulativeCounts.fillGaps(counts, counts.length);
    return hasAllExpected(counts);
  }

  private boolean hasAllExpected(double[] counts) {
    for (int i = 0; i < counts.length; i++) {
      if (Double.isNaN(counts[i]) && absences[i] < FORGET_AFTER) {
        return false;
      }
    }
    return true;
  }

  private Outcome compare(double[] now) {
    if (perInterval) {
      return Outcome.READY;
    }
    if (formerAt == NEVER) {
      return Outcome.FIRST;
    }
    if (CumulativeCounts.isReset(former, now, now.length)) {
      Arrays.fill(former, 0);
      return Outcome.READY;
    }
    CumulativeCounts.fillGaps(former, former.length);
    for (int i = 0; i < now.length; i++) {
      if (Double.isNaN(former[i]) && !Double.isNaN(now[i])) {
        return Outcome.CHANGED;
      }
    }
    return Outcome.READY;
  }

  private void fill(Increase increase, double[] now) {
    increase.clear();
    for (int i = 0; i < now.length; i++) {
      if (!Double.isNaN(now[i])) {
        increase.add(bounds[i], perInterval ? now[i] : now[i] - former[i]);
      }
    }
    increase.makeMonotonic();
  }

  private boolean hasInfinity() {
    return bounds.length > 0 && bounds[bounds.length - 1] == Double.POSITIVE_INFINITY;
  }

  private @Nullable Scrape find(long at) {
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).at == at) {
        return open.get(i);
      }
    }
    return null;
  }

  private Scrape begin(long at) {
    int index = open.size();
    while (index > 0 && open.get(index - 1).at > at) {
      index--;
    }
    Scrape scrape = new Scrape(at, bounds.length);
    open.add(index, scrape);
    return scrape;
  }

  private void insert(int bucket, long identity, double bound) {
    bounds = Doubles.inserted(bounds, bucket, bound);
    former = Doubles.inserted(former, bucket, Double.NaN);
    open.forEach(scrape -> scrape.counts = Doubles.inserted(scrape.counts, bucket, Double.NaN));
    int size = series.length;
    series = Arrays.copyOf(series, size + 1);
    System.arraycopy(series, bucket, series, bucket + 1, size - bucket);
    series[bucket] = identity;
    absences = Arrays.copyOf(absences, size + 1);
    System.arraycopy(absences, bucket, absences, bucket + 1, size - bucket);
    absences[bucket] = 0;
    settled = false;
  }

  private void forget(int bucket) {
    bounds = Doubles.without(bounds, bucket);
    former = Doubles.without(former, bucket);
    open.forEach(scrape -> scrape.counts = Doubles.without(scrape.counts, bucket));
    int after = series.length - bucket - 1;
    System.arraycopy(series, bucket + 1, series, bucket, after);
    series = Arrays.copyOf(series, bucket + after);
    System.arraycopy(absences, bucket + 1, absences, bucket, after);
    absences = Arrays.copyOf(absences, bucket + after);
  }

  /** The labels came: whoever hears of the quantiles is to be told theirs. */
  public void setAnnounced(boolean value) {
    announced = value;
  }

  /** Whether the labels came since the last quantiles were sent on. */
  public boolean isAnnounced() {
    return announced;
  }

  /** Identities of the series derived, once the caller has kept them here. */
  public long @Nullable [] derived() {
    return derived;
  }

  /** Keeps the identities of the series derived, for as long as this object lives. */
  public void setDerived(long[] identities) {
    derived = identities;
  }

  @Override
  public String toString() {
    return toStored().toString();
  }
}
