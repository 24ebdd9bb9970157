/**
 * The API under {@value io.vedette.gateway.api.Api#BASE}: what there is, and what people do with
 * it. Its contract is openapi.yaml.
 *
 * <pre>
 *   request --&gt; ApiHandler (who, may it, how often, is it ours, body) --&gt; endpoint
 *      endpoint --&gt; ResultStore (incidents, alerts, series, audit)
 *               --&gt; LiveState (silences, topology, models, dead letters, events)
 *               --&gt; CommandLog (commands, rules) --acknowledged--&gt; 202
 *   whatever is wrong --&gt; ApiProblem --&gt; application/problem+json
 * </pre>
 *
 * <p>Programs that speak MCP ask the same endpoints at /mcp: each operation is a tool ({@link
 * io.vedette.gateway.api.McpTools}), and what it answers is quoted and bounded.
 *
 * <p>Endpoints run on threads of their own, so many and no more, behind a bounded queue: questions
 * that take long take nothing from telemetry.
 */
@NullMarked
package io.vedette.gateway.api;

import org.jspecify.annotations.NullMarked;
