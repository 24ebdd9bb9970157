package io.vedette.formats.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One of the things a body tells of.
 *
 * @param node it
 * @param body the whole body it is in
 */
public record Item(JsonNode node, JsonNode body) {}
