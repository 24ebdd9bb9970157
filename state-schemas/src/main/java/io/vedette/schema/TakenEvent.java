package io.vedette.schema;

import io.vedette.schema.event.EventRecord;

/**
 * An event as it came in.
 *
 * @param event in the platform's own words
 */
public record TakenEvent(EventRecord event) implements EventInput {}
