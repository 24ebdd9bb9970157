/**
 * What labels and words of other tools mean: which service, instance and host an alert is about,
 * how grave it is.
 *
 * <pre>
 *   {pod="cart-7d9f8b6c5-x2x4z", node="n1"} --AlertLabels--&gt; service cart, entity the pod, host n1
 *   "P1", "page", "sev3" --SeverityWords--&gt; CRITICAL, CRITICAL, WARNING
 * </pre>
 */
@NullMarked
package io.vedette.schema.labels;

import org.jspecify.annotations.NullMarked;
