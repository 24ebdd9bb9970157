package io.vedette.schema;

/**
 * One line of a log. Immutable.
 *
 * @param service who logged it; empty when the sender did not say
 * @param timestamp event time, milliseconds since the epoch
 * @param level as its sender named it beside the text; {@link LogLevel#UNKNOWN} where only the text
 *     itself may say it
 * @param body the text, with whatever header its writer gave it
 * @param number its place in a recorded file, from 1; 0 on live topics
 */
public record LogLine(String service, long timestamp, LogLevel level, String body, long number)
    implements LogRecord {}
