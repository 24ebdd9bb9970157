package io.vedette.bench.jmh;

import io.vedette.algorithms.noise.NoiseBook;
import io.vedette.algorithms.noise.NoiseCount;
import io.vedette.algorithms.noise.NoiseGate;
import io.vedette.algorithms.noise.NoiseOutput;
import io.vedette.algorithms.noise.NoiseParameters;
import io.vedette.algorithms.noise.NoiseStore;
import io.vedette.algorithms.noise.TrackedAlert;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.control.InhibitionRule;
import io.vedette.schema.control.NoiseRule;
import io.vedette.schema.control.Silence;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Take one alert with eight labels, of {@value #ALERTS} that fire, beside rules of which none is
 * about it: half of them silences, half inhibitions.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class NoiseGateBenchmark {

  private static final int ALERTS = 10_000;
  private static final long NOW = 1_700_000_000_000L;

  /** Rules. */
  @Param({"0", "1000", "10000"})
  public int rules;

  private final IncomingAlert[] again = new IncomingAlert[ALERTS];
  private final Heap heap = new Heap();
  private @Nullable NoiseGate gate;
  private int next;
  private long time = NOW;

  private static final class Heap implements NoiseStore, NoiseOutput {
    private final Map<String, TrackedAlert> alerts = new HashMap<>();
    private long said;

    @Override
    public @Nullable TrackedAlert get(String fingerprint) {
      return alerts.get(fingerprint);
    }

    @Override
    public void put(String fingerprint, TrackedAlert alert) {
      alerts.put(fingerprint, alert);
    }

    @Override
    public void remove(String fingerprint) {
      alerts.remove(fingerprint);
    }

    @Override
    public void forEach(Consumer<TrackedAlert> taken) {
      alerts.values().forEach(taken);
    }

    @Override
    public void pass(IncomingAlert alert) {
      said++;
    }

    @Override
    public void tell(AlertState state) {
      said++;
    }

    @Override
    public void remind(Reminder reminder) {
      said++;
    }

    @Override
    public void count(NoiseCount what) {}
  }

  /** Makes rules and alerts, and takes each alert once. */
  @Setup
  public void begin() {
    Map<String, NoiseRule> all = new HashMap<>();
    for (int i = 0; i < rules; i++) {
      boolean isSilence = i % 2 == 0;
      all.put((isSilence ? "silence/" : "inhibition/") + i, isSilence ? silence(i) : inhibition(i));
    }
    NoiseParameters parameters = NoiseParameters.defaults().withFlapping(null);
    NoiseGate made = new NoiseGate(parameters, new NoiseBook(parameters, all), heap, heap, 0);
    for (int i = 0; i < ALERTS; i++) {
      again[i] = alert(i, NOW, AlertStatus.FIRING);
      made.take(again[i], NOW);
    }
    gate = made;
  }

  private static NoiseRule silence(int i) {
    return NoiseRule.newBuilder()
        .setSilence(
            Silence.newBuilder()
                .setMatchers(List.of("service=other-" + i, "severity=~warning|info"))
                .setStartsAt(NOW)
                .setEndsAt(NOW + 86_400_000)
                .setAuthor("ann")
                .setComment("bench")
                .build())
        .build();
  }

  private static NoiseRule inhibition(int i) {
    return NoiseRule.newBuilder()
        .setInhibition(
            InhibitionRule.newBuilder()
                .setSource(List.of("alertname=Down-" + i))
                .setTarget(List.of("service=other-" + i))
                .setEqual(List.of("node"))
                .build())
        .build();
  }

  private static IncomingAlert alert(int i, long ts, AlertStatus status) {
    return IncomingAlert.newBuilder()
        .setId("f" + i + '-' + NOW)
        .setFingerprint("f" + i)
        .setTs(ts)
        .setStatus(status)
        .setName("HighLatency")
        .setService("cart-" + i % 300)
        .setSeverity(Severity.WARNING)
        .setLabels(
            Map.of(
                "alertname", "HighLatency",
                "service", "cart-" + i % 300,
                "node", "node-" + i % 50,
                "pod", "cart-" + i,
                "namespace", "shop",
                "cluster", "eu-1",
                "team", "checkout",
                "job", "kube-state-metrics"))
        .build();
  }

  /** An alert that is sent again. */
  @Benchmark
  public long sentAgain() {
    next = next + 1 == ALERTS ? 0 : next + 1;
    if (gate != null) {
      gate.take(again[next], time);
    }
    return heap.said;
  }

  /** An alert that fires anew, with its resolution: two alerts. */
  @Benchmark
  public long resolvedAndFiredAnew() {
    next = next + 1 == ALERTS ? 0 : next + 1;
    time += 2;
    if (gate != null) {
      gate.take(alert(next, time, AlertStatus.RESOLVED), time);
      gate.take(
          IncomingAlert.newBuilder(alert(next, time + 1, AlertStatus.FIRING))
              .setId("f" + next + '-' + time)
              .build(),
          time);
    }
    return heap.said;
  }
}
