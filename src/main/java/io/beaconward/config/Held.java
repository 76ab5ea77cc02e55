package io.beaconward.config;

/**
 * What a setting holds.
 *
 * @param value with what the file that it names holds, if it is read here; may be a secret
 * @param line for people; without secrets
 */
record Held(Object value, String line) {}
