package io.vedette.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The traces of the shop as a function of time, faults and seed, as its metrics are: one request in
 * {@link #ONE_IN}, drawn at random as a head sampler does.
 *
 * <pre>
 *   frontend server --+-- client --&gt; cart server --+-- client (a database names itself only here)
 *                     +-- client --&gt; checkout server -- producer (order-queue)
 *   shipping consumer (a trace of its own, with a link to the producer)
 * </pre>
 *
 * <p>A request takes its own time and that of the calls it waits for, one after another; it fails
 * by its own doing, or because a call failed and nothing took its place. What is asked of a service
 * by more clients than usual begins there. Time: about a microsecond a span.
 */
final class ShopTraces {

  /** Requests one trace stands for. */
  static final int ONE_IN = 32;

  private static final long SECOND_MS = 1_000;
  private static final double NANOS_A_SECOND = 1e9;
  private static final long NANOS_A_MILLI = 1_000_000;
  private static final double NETWORK_SECONDS = 0.0002;
  private static final double REFUSED_SECONDS = 0.001;
  private static final double BEFORE_CALLS = 0.3;

  /** How many standard deviations above the median the 99th percentile lies. */
  private static final double P99_DEVIATIONS = 2.326;

  /** How far back the message is looked for that a consumer takes, seconds. */
  private static final int LOOK_BACK = 30;

  private final ShopModel model;
  private final ShopWiring wiring;
  private final List<ShopService> services;
  private final long seed;

  ShopTraces(ShopModel model, long seed) {
    this.model = model;
    this.wiring = model.wiring();
    this.services = model.graph().services();
    this.seed = seed;
  }

  /**
   * Every span of the traces that begin in [from, to), both rounded down to whole seconds; by
   * trace.
   *
   * @param faults all that may be felt then
   */
  List<ShopSpan> spans(long fromMs, long toMs, List<Fault> faults) {
    List<ShopSpan> spans = new ArrayList<>();
    long last = Math.floorDiv(toMs, SECOND_MS);
    for (long second = Math.floorDiv(fromMs, SECOND_MS); second < last; second++) {
      Walk walk = new Walk(second, faults, spans);
      walk.entrances();
      walk.deliveries();
    }
    return spans;
  }

  /** The traces of one second. */
  private final class Walk {

    private final long second;
    private final List<Fault> faults;
    private final List<ShopSpan> spans;
    private final ShopState state;
    private final FaultEffects effects;
    private SplittableRandom random;
    private long traceHigh;
    private long traceLow;

    Walk(long second, List<Fault> faults, List<ShopSpan> spans) {
      this.second = second;
      this.faults = faults;
      this.spans = spans;
      ShopModel.Moment moment = model.moment(second * SECOND_MS, faults);
      state = moment.state();
      effects = moment.effects();
      random = new SplittableRandom(Noise.mix(seed + Noise.mix(second)));
    }

    /** What comes in from outside, at the entrance and where more clients ask than usual. */
    void entrances() {
      for (int s = 0; s < wiring.services; s++) {
        double fromOutside = s == 0 ? state.rate[s] : state.rate[s] * (1 - 1 / effects.surge[s]);
        if (fromOutside > 0 && services.get(s).role() == ShopRole.APPLICATION) {
          for (int n = poisson(fromOutside / ONE_IN); n > 0; n--) {
            begin();
            if (state.alive[s] > 0 && random.nextDouble() >= effects.refused[s]) {
              serve(s, 0, null, ShopSpan.Kind.SERVER, startNanos());
            }
          }
        }
      }
    }

    /** What queues deliver. */
    void deliveries() {
      for (int queue = 0; queue < wiring.services; queue++) {
        for (int e = 0; e < wiring.callees[queue].length; e++) {
          int consumer = wiring.callees[queue][e];
          if (!wiring.waits[queue][e] && state.alive[queue] > 0 && state.alive[consumer] > 0) {
            double delivered =
                state.rate[queue] * wiring.perRequest[queue][e] * effects.delivered[queue];
            for (int n = poisson(delivered / ONE_IN); n > 0; n--) {
              begin();
              serve(consumer, 0, queue, ShopSpan.Kind.CONSUMER, startNanos());
            }
          }
        }
      }
    }

    private void begin() {
      random = random.split();
      traceHigh = random.nextLong();
      traceLow = id();
    }

    private long startNanos() {
      return second * SECOND_MS * NANOS_A_MILLI + (long) (random.nextDouble() * NANOS_A_SECOND);
    }

    /** A request answered; when, and whether it failed. */
    private Answer serve(
        int s, long parent, @Nullable Integer queue, ShopSpan.Kind kind, long start) {
      ShopService service = services.get(s);
      int number = pick(s);
      int instance = wiring.first[s] + number;
      double own = seconds(s, instance);
      long id = id();
      long now = start + nanos(own * BEFORE_CALLS);
      boolean callFailed = false;
      for (int e = 0; e < wiring.callees[s].length; e++) {
        for (int n = times(wiring.perRequest[s][e]); n > 0; n--) {
          Answer answer = call(wiring.callees[s][e], id, service, number, now);
          now = answer.end();
          callFailed |= answer.failed();
        }
      }
      long end = now + nanos(own * (1 - BEFORE_CALLS));
      boolean failed =
          random.nextDouble() < state.ownErrors[instance]
              || (callFailed && random.nextDouble() < ShopState.ERROR_DAMPING);
      spans.add(
          new ShopSpan(
              traceHigh,
              traceLow,
              id,
              parent,
              service,
              number,
              kind,
              queue == null ? null : services.get(queue),
              start,
              end,
              failed,
              queue == null ? null : published(services.get(queue), start)));
      return new Answer(end, failed);
    }

    /** A request made. */
    private Answer call(int callee, long parent, ShopService caller, int number, long start) {
      ShopService peer = services.get(callee);
      long id = id();
      Answer answer;
      if (state.alive[callee] == 0 || random.nextDouble() < effects.refused[callee]) {
        answer = new Answer(start + nanos(REFUSED_SECONDS), true);
      } else if (peer.role() == ShopRole.APPLICATION) {
        Answer served =
            serve(callee, id, null, ShopSpan.Kind.SERVER, start + nanos(NETWORK_SECONDS));
        answer = new Answer(served.end() + nanos(NETWORK_SECONDS), served.failed());
      } else {
        int instance = wiring.first[callee] + pick(callee);
        long end = start + nanos(seconds(callee, instance) + 2 * NETWORK_SECONDS);
        answer = new Answer(end, random.nextDouble() < state.ownErrors[instance]);
      }
      boolean sends = peer.role() == ShopRole.QUEUE;
      spans.add(
          new ShopSpan(
              traceHigh,
              traceLow,
              id,
              parent,
              caller,
              number,
              sends ? ShopSpan.Kind.PRODUCER : ShopSpan.Kind.CLIENT,
              peer,
              start,
              answer.end(),
              answer.failed(),
              null));
      return answer;
    }

    /** The newest sampled message before a time; null when there is none for a while. */
    private @Nullable ShopSpan published(ShopService queue, long beforeNanos) {
      for (long earlier = second - 1; earlier >= second - LOOK_BACK; earlier--) {
        List<ShopSpan> then = new ArrayList<>();
        new Walk(earlier, faults, then).entrances();
        for (int i = then.size() - 1; i >= 0; i--) {
          ShopSpan span = then.get(i);
          if (span.kind() == ShopSpan.Kind.PRODUCER
              && queue.equals(span.peer())
              && span.endNanos() < beforeNanos) {
            return span;
          }
        }
      }
      return null;
    }

    /** One of the instances that answer. */
    private int pick(int s) {
      int nth = random.nextInt(state.alive[s]);
      int number = 0;
      while (effects.down[wiring.first[s] + number] || nth-- > 0) {
        number++;
      }
      return number;
    }

    /** How long an instance itself takes: log-normal. */
    private double seconds(int s, int instance) {
      double slower = ShopState.saturation(state.utilisation[s]) * effects.latency[instance];
      double spread = Math.log(wiring.ownP99[s] / wiring.ownP50[s]) / P99_DEVIATIONS;
      return wiring.ownP50[s] * slower * Math.exp(spread * gauss());
    }

    private double gauss() {
      return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
          * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** A whole number that is {@code mean} on average. */
    private int times(double mean) {
      return (int) Math.floor(mean + random.nextDouble());
    }

    /** How many requests of a second are sampled (Knuth). */
    private int poisson(double mean) {
      double left = Math.exp(-mean);
      int count = -1;
      for (double product = 1; product > left || count < 0; product *= random.nextDouble()) {
        count++;
      }
      return count;
    }

    private long id() {
      long id = random.nextLong();
      return id == 0 ? 1 : id;
    }
  }

  /** The end of a call. */
  private record Answer(long end, boolean failed) {}

  private static long nanos(double seconds) {
    return (long) (seconds * NANOS_A_SECOND);
  }
}
