/** What the tests of several modules share. */
@NullMarked
package io.vedette.testing;

import org.jspecify.annotations.NullMarked;
