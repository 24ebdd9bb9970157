/** From the topics of results into the store. */
@NullMarked
package io.vedette.store.kafka;

import org.jspecify.annotations.NullMarked;
