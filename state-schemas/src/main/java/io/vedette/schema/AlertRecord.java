package io.vedette.schema;

/** What a source of alerts emits: an alert, or the refusal of what could not be one. */
public sealed interface AlertRecord permits TakenAlert, Rejected {}
