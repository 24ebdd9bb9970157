package io.vedette.algorithms.logs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the template of each line of a service as it comes.
 *
 * <pre>
 *   header off --&gt; parameters masked --&gt; seen before?  yes --&gt; its template
 *                                             | no
 *                 templates of as many tokens --+--&gt; one matches  --&gt; that one
 *                                               +--&gt; none does    --&gt; a new one; with those that
 *                                                    differ from it in one token it becomes one,
 *                                                    when there are enough of them
 * </pre>
 *
 * <p>Drain (He et al., ICWS 2017) with three changes. Parameters are masked by how they are
 * written, for all systems alike, so that most lines of a statement are equal before anything is
 * compared. A line is a new template unless it is equal or matches, whatever its similarity: two
 * templates become one when {@link Evidence} says so, not at a threshold that is right for one
 * system and wrong for the next. And the tree has its first level only, the number of tokens:
 * tokens are compared as hashes, which makes a deeper one slower than the leaf it leads to.
 *
 * <p>Guarantees: at most {@link MinerParameters#maxTemplates()} templates; the one not seen for
 * longest is forgotten for a new one. The same line twice in a row gives the same template. A
 * template keeps its id as it becomes more general; of two that become one, the older id stays.
 * What is found depends on the lines and their order alone.
 *
 * <p>Cost: some 2 microseconds for 100 characters when the like was seen lately, no allocation;
 * else a comparison with each template of as many tokens. About 300 bytes a template, and 100 KiB
 * of buffers. Not thread-safe.
 */
public final class TemplateMiner {

  private static final int REMEMBERED_LINES = 1 << 10;

  private final MinerParameters parameters;
  private final TemplateChanges changes;
  private final LineParser parser;
  private final List<@Nullable List<Template>> bySize = new ArrayList<>();
  private final @Nullable Template[] bySlot;
  private final long[] rememberedHashes = new long[REMEMBERED_LINES];
  private final @Nullable Template[] remembered = new @Nullable Template[REMEMBERED_LINES];
  private int templates;
  private long lines;
  private long born;

  /**
   * A miner that has seen nothing.
   *
   * @param parser shared by all miners of a thread; its bounds hold
   */
  public TemplateMiner(LineParser parser, TemplateChanges changes) {
    this.parser = parser;
    this.parameters = parser.parameters();
    this.changes = changes;
    this.bySlot = new @Nullable Template[parameters.maxTemplates()];
    for (int size = 0; size <= parameters.maxTokens(); size++) {
      bySize.add(null);
    }
  }

  /**
   * Takes back a template that was kept. In any order.
   *
   * @return the template; null when it is beyond the present bounds
   */
  public @Nullable Template restore(long id, long bornAs, long lastUsed, List<String> tokens) {
    if (templates == parameters.maxTemplates() || tokens.size() > parameters.maxTokens()) {
      return null;
    }
    Template template = new Template(id, bornAs, lastUsed, tokens.toArray(String[]::new));
    add(template);
    ofSize(tokens.size()).sort(Comparator.comparingLong(Template::born));
    lines = Math.max(lines, lastUsed);
    born = Math.max(born, bornAs + 1);
    return template;
  }

  /** The template of the next line. */
  public Template next(String line) {
    MaskedLine masked = parser.parse(line);
    lines++;
    int place = (int) masked.hash() & (REMEMBERED_LINES - 1);
    Template template = remembered[place];
    if (template == null || rememberedHashes[place] != masked.hash() || !template.live) {
      template = find(masked);
      if (template == null) {
        template = bear(masked);
      }
      rememberedHashes[place] = masked.hash();
      remembered[place] = template;
    }
    template.lastUsed = lines;
    return template;
  }

  /** How many templates there are. */
  public int size() {
    return templates;
  }

  /** The template at a place, or null. */
  @Nullable Template at(int slot) {
    return bySlot[slot];
  }

  /** Of those that match the one with most constant tokens, the oldest of them. */
  private @Nullable Template find(MaskedLine line) {
    Template best = null;
    List<Template> all = ofSize(line.tokens);
    for (int i = 0; i < all.size(); i++) {
      Template template = all.get(i);
      if ((best == null || template.constants() > best.constants()) && template.matches(line)) {
        best = template;
      }
    }
    return best;
  }

  private Template bear(MaskedLine line) {
    if (templates == parameters.maxTemplates()) {
      evict();
    }
    String[] tokens = new String[line.tokens];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = line.token(i);
    }
    Template template = new Template(line.hash(), born++, lines, tokens);
    add(template);
    changes.born(template);
    Template merged = template;
    for (Template next = merge(merged); next != null; next = merge(merged)) {
      merged = next;
    }
    return merged;
  }

  /** Makes one of a template and those that differ from it in one token, or gives null. */
  private @Nullable Template merge(Template template) {
    List<Template> all = ofSize(template.size());
    for (int token = 0; token < template.size(); token++) {
      List<Template> others = new ArrayList<>();
      for (Template other : all) {
        if (other != template && template.onlyDifference(other) == token) {
          others.add(other);
        }
      }
      if (!others.isEmpty()) {
        Template merged = mergeAt(token, template, others);
        if (merged != null) {
          return merged;
        }
      }
    }
    return null;
  }

  private @Nullable Template mergeAt(int token, Template template, List<Template> others) {
    List<String> values = new ArrayList<>();
    values.add(template.token(token));
    others.forEach(other -> values.add(other.token(token)));
    if (!Evidence.suffices(template, token, values)) {
      return null;
    }
    String general = values.get(0);
    for (String value : values) {
      general = general.equals(value) ? general : Template.generalise(general, value);
    }
    others.add(template);
    Template oldest = others.stream().min(Comparator.comparingLong(Template::born)).orElseThrow();
    String[] tokens = template.copyOfTokens();
    tokens[token] = general;
    oldest.take(tokens);
    for (Template other : List.copyOf(ofSize(tokens.length))) {
      if (other != oldest && oldest.covers(other)) {
        oldest.lastUsed = Math.max(oldest.lastUsed, other.lastUsed);
        remove(other);
        changes.merged(other, oldest);
      }
    }
    changes.generalised(oldest);
    forgetLines();
    return oldest;
  }

  private void evict() {
    Template oldest = null;
    for (Template template : bySlot) {
      if (template != null && (oldest == null || template.lastUsed < oldest.lastUsed)) {
        oldest = template;
      }
    }
    if (oldest != null) {
      remove(oldest);
      changes.evicted(oldest);
    }
  }

  private void add(Template template) {
    int slot = templates;
    while (bySlot[slot] != null) {
      slot = (slot + 1) % bySlot.length;
    }
    template.slot = slot;
    bySlot[slot] = template;
    ofSize(template.size()).add(template);
    templates++;
  }

  private void remove(Template template) {
    template.live = false;
    bySlot[template.slot] = null;
    ofSize(template.size()).remove(template);
    templates--;
  }

  /** A line may now match another template better than the one it is remembered with. */
  private void forgetLines() {
    Arrays.fill(remembered, null);
  }

  private List<Template> ofSize(int tokens) {
    List<Template> all = bySize.get(tokens);
    if (all == null) {
      all = new ArrayList<>();
      bySize.set(tokens, all);
    }
    return all;
  }
}
