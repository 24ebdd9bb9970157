package io.vedette.functions;

import io.vedette.algorithms.detect.SeriesDetector;

/**
 * How the series to which the same rules apply are judged.
 *
 * @param book the rules it was made of
 * @param key names it among all profiles of all rules; 0 where no rule applies
 * @param detector with the settings of the rules
 * @param off whether such series raise nothing
 * @param rules ids of the rules, by commas
 */
record SeriesProfile(RuleBook book, long key, SeriesDetector detector, boolean off, String rules) {}
