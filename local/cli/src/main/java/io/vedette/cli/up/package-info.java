/**
 * Everything in one process and its broker: what {@code ./vedette up} runs.
 *
 * <pre>
 *   LocalPlatform: DataFolder (lock) -&gt; BrokerProcess -&gt; topics -&gt; LocalFlink (restored from RestorePoints) -&gt; gateway -&gt; demo shop
 *   stopping goes the other way round; the job leaves a savepoint
 * </pre>
 *
 * <p>May not be imported by anything but the commands.
 */
@NullMarked
package io.vedette.cli.up;

import org.jspecify.annotations.NullMarked;
