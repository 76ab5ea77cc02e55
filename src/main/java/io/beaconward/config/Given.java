package io.beaconward.config;

import java.util.List;

/**
 * What was written for a key, and where.
 *
 * @param texts its values; one, unless the key takes a list
 * @param place a file's name and line, or an environment variable
 */
record Given(List<String> texts, String place) {}
