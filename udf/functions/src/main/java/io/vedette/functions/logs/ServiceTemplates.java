package io.vedette.functions.logs;

import io.vedette.algorithms.logs.LineParser;
import io.vedette.algorithms.logs.Template;
import io.vedette.algorithms.logs.TemplateChanges;
import io.vedette.algorithms.logs.TemplateMiner;
import io.vedette.schema.result.TemplateStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The living templates of one service: a miner, and beside each of its templates what is kept of
 * it. Made of the state when its service is met, and kept only until the next snapshot begins: a
 * snapshot of the heap shares its objects with the backend, which copies those that are asked for
 * after it began.
 */
final class ServiceTemplates implements TemplateChanges {

  /** What a line changed of a template beside its counts. */
  record Change(MinedTemplate template, TemplateStatus status, @Nullable MinedTemplate into) {}

  private final TemplateMiner miner;
  private final @Nullable MinedTemplate[] bySlot;
  private final List<Change> changes = new ArrayList<>();
  private long timestamp;

  ServiceTemplates(LineParser parser) {
    miner = new TemplateMiner(parser, this);
    bySlot = new @Nullable MinedTemplate[parser.parameters().maxTemplates()];
  }

  /**
   * Takes back what was kept.
   *
   * @return false when it is beyond the present bounds
   */
  boolean restore(MinedTemplate kept) {
    Template template = miner.restore(kept.id, kept.born, kept.lastUsed, kept.tokens);
    if (template == null) {
      return false;
    }
    bySlot[template.slot()] = kept;
    return true;
  }

  /** The template of the next line; {@link #changes} then says what else changed. */
  MinedTemplate next(String line, long at) {
    changes.clear();
    timestamp = at;
    Template template = miner.next(line);
    MinedTemplate mined = at(template);
    mined.lastUsed = template.lastUsed();
    return mined;
  }

  /** What the last line changed, in that order. Of those merged the counts were taken over. */
  List<Change> changes() {
    return changes;
  }

  int slots() {
    return bySlot.length;
  }

  /** The template at a place, or null. */
  @Nullable MinedTemplate at(int slot) {
    return bySlot[slot];
  }

  private MinedTemplate at(Template template) {
    MinedTemplate mined = bySlot[template.slot()];
    if (mined == null) {
      throw new IllegalStateException("no template at place " + template.slot());
    }
    return mined;
  }

  @Override
  public void born(Template template) {
    MinedTemplate mined = MinedTemplate.of(template, timestamp);
    bySlot[template.slot()] = mined;
    changes.add(new Change(mined, TemplateStatus.NEW, null));
  }

  @Override
  public void generalised(Template template) {
    MinedTemplate mined = at(template);
    mined.tokens = template.tokens();
    changes.add(new Change(mined, TemplateStatus.GENERALISED, null));
  }

  @Override
  public void merged(Template template, Template into) {
    MinedTemplate mined = at(template);
    MinedTemplate survivor = at(into);
    survivor.absorb(mined);
    bySlot[template.slot()] = null;
    changes.add(new Change(mined, TemplateStatus.MERGED, survivor));
  }

  @Override
  public void evicted(Template template) {
    MinedTemplate mined = at(template);
    bySlot[template.slot()] = null;
    changes.add(new Change(mined, TemplateStatus.FORGOTTEN, null));
  }
}
