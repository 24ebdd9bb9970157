/**
 * The command line: {@code ./vedette <command>}.
 *
 * <pre>
 *   ./vedette (bash: builds what is missing) --exec--&gt; Main --+-- up       --&gt; io.vedette.cli.up
 *                                                          +-- tail     --&gt; io.vedette.cli.tail
 *                                                          +-- cluster, submit, stop --&gt; io.vedette.cli.cluster
 *                                                          +-- replay   --&gt; io.vedette.jobs.launch
 *                                                          +-- demo     --&gt; io.vedette.demo (over HTTP)
 * </pre>
 *
 * <p>Commands parse and print; what they do lives in the packages below. Nothing depends on this
 * module. Exit codes: 0 done, 1 failed, 2 wrong usage, 130 ended by a second Ctrl-C.
 */
@NullMarked
package io.vedette.cli;

import org.jspecify.annotations.NullMarked;
