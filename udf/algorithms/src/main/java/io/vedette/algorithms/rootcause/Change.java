package io.vedette.algorithms.rootcause;

/**
 * Somebody changed something.
 *
 * @param id of the change
 * @param entity what was changed
 * @param time event time, milliseconds since the epoch
 * @param summary one sentence: what, which version, by whom
 */
public record Change(String id, String entity, long time, String summary) {}
