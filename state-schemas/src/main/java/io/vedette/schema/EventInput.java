package io.vedette.schema;

/** What a source of events emits: an event, or the refusal of what could not be one. */
public sealed interface EventInput permits TakenEvent, Rejected {}
