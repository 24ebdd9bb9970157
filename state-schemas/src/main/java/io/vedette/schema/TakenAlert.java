package io.vedette.schema;

import io.vedette.schema.alert.IncomingAlert;

/**
 * An alert as it came in.
 *
 * @param alert in the platform's own words
 */
public record TakenAlert(IncomingAlert alert) implements AlertRecord {}
