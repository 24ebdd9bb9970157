package io.vedette.bench.quality;

import io.vedette.algorithms.logs.LineParser;
import io.vedette.algorithms.logs.MinerParameters;
import io.vedette.algorithms.logs.Template;
import io.vedette.algorithms.logs.TemplateChanges;
import io.vedette.algorithms.logs.TemplateMiner;
import io.vedette.bench.quality.data.LabelledLogs;
import io.vedette.bench.quality.report.FigureTable;
import io.vedette.bench.quality.report.FigureTable.Row;
import io.vedette.bench.quality.score.GroupingAccuracy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Fills the table with how well log lines are grouped, one setting for all systems. */
final class LogFigures {

  private static final String DATA = "LogHub, 2,000 lines a system";
  private static final String FIGURE = "grouping accuracy, ";
  private static final Pattern WITH_DIGIT = Pattern.compile("\\S*\\d\\S*");

  private final FigureTable table;

  LogFigures(FigureTable table) {
    this.table = table;
  }

  /** Runs every method on every system. */
  void add(List<LabelledLogs> systems) {
    add("Vedette", systems, logs -> mine(logs.contents()));
    add("Vedette, raw lines", systems, logs -> mine(logs.lines()));
    add(
        "words with digits masked",
        systems,
        logs ->
            logs.contents().stream()
                .map(line -> WITH_DIGIT.matcher(line).replaceAll("<*>"))
                .toList());
    add("lines as they are", systems, LabelledLogs::contents);
  }

  private void add(
      String method, List<LabelledLogs> systems, Function<LabelledLogs, List<?>> groups) {
    double sum = 0;
    for (LabelledLogs logs : systems) {
      double accuracy = GroupingAccuracy.of(groups.apply(logs), logs.templates());
      table.put(new Row(DATA, FIGURE + logs.system(), "", 3), method, accuracy);
      sum += accuracy;
    }
    table.put(new Row(DATA, FIGURE + "mean", "> .88", 3), method, sum / systems.size());
  }

  /** The template each line belongs to in the end. */
  private static List<Template> mine(List<String> lines) {
    Merges merges = new Merges();
    TemplateMiner miner = new TemplateMiner(new LineParser(MinerParameters.defaults()), merges);
    List<Template> found = lines.stream().map(miner::next).toList();
    return found.stream().map(merges::last).toList();
  }

  private static final class Merges implements TemplateChanges {

    private final Map<Template, Template> merged = new HashMap<>();

    Template last(Template template) {
      Template last = template;
      while (merged.containsKey(last)) {
        last = merged.get(last);
      }
      return last;
    }

    @Override
    public void born(Template template) {}

    @Override
    public void generalised(Template template) {}

    @Override
    public void merged(Template template, Template into) {
      merged.put(template, into);
    }

    @Override
    public void evicted(Template template) {}
  }
}
