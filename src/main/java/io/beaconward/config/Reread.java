package io.beaconward.config;

import java.util.List;

/**
 * What came of reading a configuration anew.
 *
 * @param configuration what holds now
 * @param taken a line for each setting that holds another value now, for people; without secrets
 * @param gone the webhooks that are named no more, as {@code webhooks.NAME}
 * @param waiting the settings whose changes take effect at a restart
 */
public record Reread(Configuration configuration, List<String> taken, List<String> gone, List<String> waiting) {}
