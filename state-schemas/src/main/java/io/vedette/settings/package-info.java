/**
 * Typed settings: one {@link io.vedette.settings.Setting} a key, resolved once at start-up and
 * validated as a whole.
 *
 * <pre>
 *   --set key=value  &gt;  environment VEDETTE_KEY  &gt;  file (YAML)  &gt;  default
 * </pre>
 *
 * <p>Shared by the jobs and the gateway; imports nothing of Flink, HTTP or of ours.
 */
@NullMarked
package io.vedette.settings;

import org.jspecify.annotations.NullMarked;
