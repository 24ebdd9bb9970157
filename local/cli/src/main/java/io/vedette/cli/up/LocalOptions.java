package io.vedette.cli.up;

import io.vedette.settings.Settings;
import java.nio.file.Path;

/**
 * What {@code ./vedette up} was asked for.
 *
 * @param data folder for everything that is kept
 * @param kafkaPort 0 for a free one, as the other ports
 * @param gatewayPort of the gateway
 * @param webPort of Flink's web UI
 * @param demoPort of the demo shop's control server
 * @param job whether to run the streaming job here; not when a cluster runs it
 * @param demo whether to open the demo shop
 * @param ignoreState whether to start the job anew though there is state
 * @param settings of all parts; what the platform decides itself is put over them
 */
public record LocalOptions(
    Path data,
    int kafkaPort,
    int gatewayPort,
    int webPort,
    int demoPort,
    boolean job,
    boolean demo,
    boolean ignoreState,
    Settings settings) {}
