/**
 * A standalone Flink cluster on this machine, and talking to any Flink cluster.
 *
 * <pre>
 *   LocalCluster --starts--&gt; JobManager, TaskManagers (processes of their own, pid files in ClusterFolder)
 *   FlinkRest    --HTTP----&gt; JobManager: upload, run, watch, stop with savepoint
 * </pre>
 *
 * <p>May not be imported by anything but the commands.
 */
@NullMarked
package io.vedette.cli.cluster;

import org.jspecify.annotations.NullMarked;
