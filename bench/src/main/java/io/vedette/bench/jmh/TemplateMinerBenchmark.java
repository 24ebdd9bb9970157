package io.vedette.bench.jmh;

import io.vedette.algorithms.logs.LineParser;
import io.vedette.algorithms.logs.MinerParameters;
import io.vedette.algorithms.logs.Template;
import io.vedette.algorithms.logs.TemplateChanges;
import io.vedette.algorithms.logs.TemplateMiner;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Find the template of one line with header, of some 110 characters, of {@value #STATEMENTS}
 * statements whose parameters are new with every line; one line in fifty has a name that was not
 * seen before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TemplateMinerBenchmark {

  private static final int STATEMENTS = 200;
  private static final int LINES = 1 << 16;
  private static final String[] WORDS = {
    "order", "cart", "payment", "session", "block", "replica", "leader", "socket", "request",
    "cache", "index", "worker", "queue", "token", "volume"
  };

  private final String[] lines = new String[LINES];
  private final TemplateMiner miner =
      new TemplateMiner(new LineParser(MinerParameters.defaults()), new Nobody());
  private int next;

  private static final class Nobody implements TemplateChanges {
    @Override
    public void born(Template template) {}

    @Override
    public void generalised(Template template) {}

    @Override
    public void merged(Template template, Template into) {}

    @Override
    public void evicted(Template template) {}
  }

  /** Makes the lines and mines each once. */
  @Setup
  public void makeLines() {
    Random random = new Random(1);
    for (int i = 0; i < LINES; i++) {
      Random statement = new Random(random.nextInt(STATEMENTS));
      StringBuilder line =
          new StringBuilder(
              "2024-03-%02d %02d:%02d:%02d,%03d INFO [worker-%d] com.acme.shop.Service: "
                  .formatted(
                      1 + random.nextInt(28),
                      random.nextInt(24),
                      random.nextInt(60),
                      random.nextInt(60),
                      random.nextInt(1000),
                      random.nextInt(16)));
      for (int word = 0; word < 5; word++) {
        line.append(WORDS[statement.nextInt(WORDS.length)]).append(' ');
      }
      line.append("id=").append(Long.toHexString(random.nextLong())).append(" of user ");
      line.append(
          random.nextInt(50) == 0 ? Integer.toString(i, 36).replaceAll("\\d", "x") : "root");
      line.append(" from /10.0.")
          .append(random.nextInt(255))
          .append(".7:")
          .append(random.nextInt(65_536));
      lines[i] = line.toString();
      miner.next(lines[i]);
    }
  }

  /** One line. */
  @Benchmark
  public Template mine() {
    next = (next + 1) & (LINES - 1);
    return miner.next(lines[next]);
  }
}
