package io.beaconward.watch;

import io.beaconward.bytes.Ascii;
import io.beaconward.config.Settings;

/**
 * What the catalogue says of a destination.
 *
 * @param provider the platform's name, as alerts show it
 * @param pattern the pattern that matched, for example {@code *.workers.dev}
 * @param tier the tier that the pattern is of; own patterns of the settings are extended
 * @param tenantLabels how many labels of the name, counted from its right end, name the platform's customer; 0: all of them
 */
public record Service(String provider, String pattern, Settings.Catalogue.Tier tier, int tenantLabels) {
    /** The destination is not in the catalogue. */
    public static final Service NONE = new Service("not in the catalogue", "", Settings.Catalogue.Tier.EXTENDED, 0);

    /** Whether this is {@link #NONE}. */
    public boolean isNone() {
        return pattern.isEmpty();
    }

    /** The part of a name that names the platform's customer: {@code acct.workers.dev} of {@code a.acct.workers.dev}. */
    public String tenant(String name) {
        if (tenantLabels == 0) return name;
        int at = name.length();
        for (int label = 0; label < tenantLabels && at >= 0; label++) at = name.lastIndexOf('.', at - 1);
        return name.substring(at + 1);
    }

    /** A number of the provider, the same for all of its services. */
    public int providerNumber() {
        return provider.hashCode();
    }

    /** A number of the tenant of the first {@code length} bytes of {@code name}, the same for all names of that tenant. */
    int tenantHash(byte[] name, int length) {
        int at = length;
        for (int label = 0; label < tenantLabels && at >= 0; label++) at = Ascii.lastIndexOf(name, 0, at, '.');
        int hash = 1;
        for (int i = tenantLabels == 0 ? 0 : at + 1; i < length; i++) hash = hash * 31 + name[i];
        return hash;
    }
}
