/**
 * Mappings: how the JSON of a tool we do not know becomes alerts or changes, declared and not
 * programmed.
 *
 * <pre>
 *   mapping (JSON or YAML) --Mapping.parse--&gt; Mapping
 *   body --Mapping.items--&gt; item, item, ... --field("name"), labels()--&gt; texts
 * </pre>
 *
 * <p>A mapping holds pointers, tables of words and texts with pointers in braces; no expressions,
 * no regular expressions, no loops. So one costs at most its own size times the items of a body.
 * Imports nothing of Flink, Kafka or HTTP.
 */
@NullMarked
package io.vedette.formats.mapping;

import org.jspecify.annotations.NullMarked;
