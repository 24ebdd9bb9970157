package io.vedette.bench.jmh;

import io.vedette.bench.workload.Bodies;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.MetricCounts;
import io.vedette.formats.metrics.MetricDecoder;
import io.vedette.formats.metrics.MetricDecoders;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.UnreadableBodyException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Unpack and decode one point of a remote-write 1.0 body, of 10,000 series. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RemoteWriteDecoderBenchmark {

  private static final int PER_BODY = 500;

  private final List<byte[]> bodies = new Bodies(10_000, PER_BODY).tick(1_700_000_000_000L);
  private final MetricCounts counts = new MetricCounts();
  private final MetricDecoder recognising = decoder(1 << 20);
  private final MetricDecoder reading = decoder(1);
  private int index;

  private static MetricDecoder decoder(int knownSeries) {
    return MetricDecoders.create(MetricFormat.REMOTE_WRITE_1, DecoderLimits.DEFAULT, knownSeries);
  }

  /** Series that came before, as nearly all do. */
  @Benchmark
  @OperationsPerInvocation(PER_BODY)
  public long recognise() throws UnreadableBodyException {
    return decode(recognising);
  }

  /** Series whose labels must be read. */
  @Benchmark
  @OperationsPerInvocation(PER_BODY)
  public long read() throws UnreadableBodyException {
    return decode(reading);
  }

  private long decode(MetricDecoder decoder) throws UnreadableBodyException {
    index = (index + 1) % bodies.size();
    decoder.decode(bodies.get(index), counts);
    return counts.samples();
  }
}
