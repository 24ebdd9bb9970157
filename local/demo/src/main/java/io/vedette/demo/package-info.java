/**
 * A simulated shop: fourteen services whose metrics breathe with the day and break on demand.
 *
 * <pre>
 *   FaultSchedule --+
 *                   +--&gt; FaultBook --faults--&gt; ShopModel --values--&gt; PushBody --Pusher--&gt; gateway
 *   ControlServer --+                            (pure)                DemoShop: one thread
 *        ^
 *   DemoClient (./vedette demo ...)
 * </pre>
 *
 * <p>{@link io.vedette.demo.ShopModel} and all it is made of know no clock, I/O or threads, so that
 * a month of the shop can be computed at once. Imports nothing of Flink, Kafka, the gateway or the
 * jobs: the shop speaks to Vedette as any other sender does, over HTTP.
 */
@NullMarked
package io.vedette.demo;

import org.jspecify.annotations.NullMarked;
