package io.vedette.demo;

/** What a service of the shop is; decides which faults fit it and which metrics it has. */
public enum ShopRole {
  /** Answers requests and calls others. */
  APPLICATION,
  /** Keeps rows; calls nobody. */
  DATABASE,
  /** Keeps hot values; calls nobody. */
  CACHE,
  /** Takes messages from callers and delivers them to consumers later. */
  QUEUE
}
