package io.vedette.schema;

/**
 * Which template a line was found to be of, as it came.
 *
 * @param service who logged it
 * @param number its place in a recorded file, from 1
 * @param template identity of the template, see {@code LogTemplate.id}
 */
public record MinedLine(String service, long number, long template) {}
