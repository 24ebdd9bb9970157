package io.vedette.demo;

/**
 * What became of the shop's ticks; a tick is every series at one moment.
 *
 * <pre>
 *   due = pushed + refused + dropped + pending
 * </pre>
 *
 * <p>Look at the gateway when {@code refused} or {@code dropped} grows.
 *
 * @param pushed ticks the gateway took
 * @param refused ticks the gateway will never take
 * @param dropped ticks given up, since the gateway could not be reached for too long
 * @param pending ticks due at the last attempt that wait
 * @param retries attempts that have to be made again
 */
public record PushCounts(long pushed, long refused, long dropped, long pending, long retries) {}
