package io.vedette.gateway.live;

/**
 * A change to tell listeners of.
 *
 * @param number counts them from 1 since the gateway started
 * @param kind what of
 * @param json one line of JSON
 */
public record LiveEvent(long number, EventKind kind, String json) {}
