/** Every setting of the jobs, and the relations between them that must hold. */
@NullMarked
package io.vedette.jobs.config;

import org.jspecify.annotations.NullMarked;
