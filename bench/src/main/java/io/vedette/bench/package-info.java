/** What is measured rather than tested: speed of whole jobs on fixed workloads, size of state. */
@NullMarked
package io.vedette.bench;

import org.jspecify.annotations.NullMarked;
