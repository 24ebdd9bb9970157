/** Numbers to bytes and back, for state with a versioned form of its own. */
@NullMarked
package io.vedette.algorithms.state;

import org.jspecify.annotations.NullMarked;
