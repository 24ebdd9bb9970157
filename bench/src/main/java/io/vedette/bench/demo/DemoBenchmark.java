package io.vedette.bench.demo;

import io.vedette.bench.quality.report.MarkedSection;
import io.vedette.demo.FaultKind;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Of every kind of fault, in how many seeded shops it became one incident whose first cause is the
 * fault, as a Markdown table.
 *
 * <p>{@code DemoBenchmark [--seeds N] [--first N] [--kinds latency,errors] [--all] [--docs]}: shops
 * of each kind (20), from which seed on (1), only some kinds; {@code --all} tells of every shop,
 * not of those that missed alone; {@code --docs} writes the table into docs/benchmarks.md.
 */
public final class DemoBenchmark {

  private static final Path BENCHMARKS = Path.of("docs/benchmarks.md");

  private final PrintWriter console;
  private final boolean tellsAll;
  private final Map<FaultKind, List<Verdict>> verdicts = new EnumMap<>(FaultKind.class);

  private DemoBenchmark(PrintWriter console, boolean tellsAll) {
    this.console = console;
    this.tellsAll = tellsAll;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    int first = 1;
    int seeds = 20;
    boolean tellsAll = false;
    boolean docs = false;
    List<FaultKind> kinds = List.of(FaultKind.values());
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--seeds" -> seeds = Integer.parseInt(arguments[++i]);
        case "--first" -> first = Integer.parseInt(arguments[++i]);
        case "--kinds" -> kinds = kinds(arguments[++i]);
        case "--all" -> tellsAll = true;
        case "--docs" -> docs = true;
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    PrintWriter console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    DemoBenchmark benchmark = new DemoBenchmark(console, tellsAll);
    for (int seed = first; seed < first + seeds; seed++) {
      benchmark.run(kinds, seed);
    }
    String table = benchmark.table();
    console.print(table);
    console.flush();
    if (docs) {
      MarkedSection.replace(BENCHMARKS, "demo", table);
    }
    // a local Flink cluster leaves threads behind
    System.exit(0);
  }

  private static List<FaultKind> kinds(String words) {
    List<FaultKind> kinds = new ArrayList<>();
    for (String word : words.split(",", -1)) {
      kinds.add(FaultKind.ofWord(word));
    }
    return kinds;
  }

  private void run(List<FaultKind> kinds, int seed) throws Exception {
    long begin = System.nanoTime();
    List<FaultTrial> trials = kinds.stream().map(kind -> new FaultTrial(kind, seed)).toList();
    for (Verdict verdict : ShopReplay.run(trials)) {
      verdicts.computeIfAbsent(verdict.trial().kind(), made -> new ArrayList<>()).add(verdict);
      if (tellsAll || !verdict.isPassed()) {
        console.println(verdict);
      }
    }
    console.printf(Locale.ROOT, "seed %d: %.0f s%n", seed, (System.nanoTime() - begin) / 1e9);
  }

  private String table() {
    StringBuilder table =
        new StringBuilder("| fault | one incident | its first cause | both | of |\n")
            .append("|---|---:|---:|---:|---:|\n");
    verdicts.forEach(
        (kind, all) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| `%s` | %d | %d | %d | %d |%n",
                    kind.word(),
                    all.stream().filter(Verdict::isOneIncident).count(),
                    all.stream().filter(Verdict::isCauseFirst).count(),
                    all.stream().filter(Verdict::isPassed).count(),
                    all.size())));
    return table.toString();
  }
}
