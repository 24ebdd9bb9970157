/**
 * Wire formats to records and back: no Flink, no Kafka, no HTTP, so that the gateway and the jobs
 * read a body by the same code.
 */
@NullMarked
package io.vedette.formats;

import org.jspecify.annotations.NullMarked;
