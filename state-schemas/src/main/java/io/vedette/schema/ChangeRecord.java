package io.vedette.schema;

/** What a source of changes emits: a change, or the refusal of what could not be one. */
public sealed interface ChangeRecord permits TakenChange, Rejected {}
