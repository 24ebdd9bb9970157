package io.vedette.schema;

import io.vedette.schema.control.IncidentCommand;

/**
 * What a person does with an incident.
 *
 * @param command as it was said
 */
public record IncidentControl(IncidentCommand command) implements ControlRecord {}
