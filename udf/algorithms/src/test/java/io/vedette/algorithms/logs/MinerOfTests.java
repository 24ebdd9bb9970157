package io.vedette.algorithms.logs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A miner that remembers what became of templates that were merged, and what it was told. */
final class MinerOfTests implements TemplateChanges {

  final List<String> told = new ArrayList<>();
  final TemplateMiner miner;
  private final Map<Template, Template> merged = new HashMap<>();

  MinerOfTests(MinerParameters parameters) {
    miner = new TemplateMiner(new LineParser(parameters), this);
  }

  static MinerOfTests withDefaults() {
    return new MinerOfTests(MinerParameters.defaults());
  }

  /** Texts of the templates the lines belong to in the end. */
  static List<String> textsOf(List<String> lines) {
    return withDefaults().mine(lines).stream().map(Template::text).toList();
  }

  List<Template> mine(List<String> lines) {
    List<Template> found = new ArrayList<>(lines.stream().map(miner::next).toList());
    found.replaceAll(this::now);
    return found;
  }

  Template now(Template template) {
    Template now = template;
    while (merged.containsKey(now)) {
      now = merged.get(now);
    }
    return now;
  }

  @Override
  public void born(Template template) {
    told.add("born " + template.text());
  }

  @Override
  public void generalised(Template template) {
    told.add("generalised " + template.text());
  }

  @Override
  public void merged(Template template, Template into) {
    merged.put(template, into);
    told.add("merged " + template.text());
  }

  @Override
  public void evicted(Template template) {
    told.add("evicted " + template.text());
  }
}
