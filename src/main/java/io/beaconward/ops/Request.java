package io.beaconward.ops;

import java.util.Map;

/**
 * What was asked for.
 *
 * @param path without the query
 * @param query its parameters, decoded; of one that stands twice the first
 * @param accept the Accept header; empty where there is none
 */
public record Request(String path, Map<String, String> query, String accept) {}
