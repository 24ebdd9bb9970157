package io.vedette.kafka;

/** What a reader of the results may count on after a failure. */
public enum ResultGuarantee {
  /**
   * Each result once, for readers with {@code isolation.level=read_committed}; visible when the
   * next checkpoint is complete.
   */
  EXACTLY_ONCE,
  /** Each result at least once, visible at once; results since the last checkpoint may repeat. */
  AT_LEAST_ONCE
}
