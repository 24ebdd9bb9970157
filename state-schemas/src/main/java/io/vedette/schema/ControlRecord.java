package io.vedette.schema;

/**
 * What a control source emits: something for one series, something for all, something for an
 * incident, or the refusal of what could be neither.
 */
public sealed interface ControlRecord
    permits SeriesControl, RuleChange, NoiseRuleChange, IncidentControl, NamesModel, Rejected {}
