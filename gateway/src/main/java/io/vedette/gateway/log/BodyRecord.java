package io.vedette.gateway.log;

import org.jspecify.annotations.Nullable;

/**
 * A body on its way to its topic.
 *
 * @param topic where to
 * @param source who sent it: the key
 * @param format word of its format
 * @param encoding its content-encoding when it is not part of the format, else null
 * @param mapping name or text of the mapping it is read by, else null
 * @param body as it came; not copied, not changed
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier; never compared, and a copy would cost a body
public record BodyRecord(
    String topic,
    String source,
    String format,
    @Nullable String encoding,
    @Nullable String mapping,
    byte[] body) {}
