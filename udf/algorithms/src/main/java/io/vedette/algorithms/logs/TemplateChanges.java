package io.vedette.algorithms.logs;

/** Is told when the templates of a miner change: seldom, once its service has been seen a while. */
public interface TemplateChanges {

  /** A line is like none before. */
  void born(Template template);

  /** A template says less than before, under the same id. */
  void generalised(Template template);

  /**
   * A template is now part of another one.
   *
   * @param into the older of the two
   */
  void merged(Template template, Template into);

  /** A template was forgotten, since there are too many. */
  void evicted(Template template);
}
