/** How results are written as JSON on Kafka and read back. */
@NullMarked
package io.vedette.schema.json;

import org.jspecify.annotations.NullMarked;
