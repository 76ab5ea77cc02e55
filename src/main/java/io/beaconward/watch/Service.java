package io.beaconward.watch;

/**
 * What the catalogue says of a destination.
 *
 * @param provider the platform's name, as alerts show it
 * @param pattern the pattern that matched, for example {@code *.workers.dev}
 * @param tier seed or extended; own patterns of the settings are extended
 * @param tenantLabels how many labels of the destination's name, from its right end, name the platform's customer; see
 *     {@link Catalogue#tenant}
 */
public record Service(String provider, String pattern, Tier tier, int tenantLabels) {
    /** The thirteen patterns of the baseline rule, or all that are known. */
    public enum Tier {
        SEED,
        EXTENDED
    }
}
