package io.beaconward.detect;

import io.beaconward.bytes.Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Which sources have a rhythm with which tenant, and of what period: the pairs of a campaign. Asked only at beats of pairs whose
 * rhythm stands. Holds 16 sources of each of 1024 tenants in 0.6 MiB; where a place is wanted the one told longest ago makes
 * way. Thread-safe; after a restart it is made anew from the pairs ({@link #resume}).
 */
final class Campaigns {
    private static final int WAYS = 4;
    private static final int BUCKETS = 256;
    private static final int TENANTS = BUCKETS * WAYS;
    private static final int SOURCES = 16;
    private static final int LEAST_SOURCES = 3;
    private static final int LIKENESS_PERCENT = 15;
    private static final int FRESH_SECONDS = 6 * 3600;
    private static final int MILLIS_PER_SECOND = 1000;
    private static final int NONE = -1;

    private final int[] tenants = new int[TENANTS];
    private final int[] told = new int[TENANTS]; // last, seconds since 1970; 0: free
    private final int[] speakers = new int[TENANTS]; // place of a source; NONE: none yet
    private final long[] highs = new long[TENANTS * SOURCES];
    private final long[] lows = new long[TENANTS * SOURCES];
    private final int[] periods = new int[TENANTS * SOURCES];
    private final int[] beats = new int[TENANTS * SOURCES];
    private final int[] seen = new int[TENANTS * SOURCES]; // last, seconds since 1970; 0: free

    /**
     * Notes a beat of a pair whose rhythm stands.
     *
     * @param period of the rhythm, seconds
     * @param beatsSoFar of the pair
     * @return whether two other sources or more have a period within 15 % with the tenant, and the pair is the strongest of
     *     them: the one with the most beats when that was found first, as long as it goes on
     */
    synchronized boolean tell(int tenant, Address source, int period, int beatsSoFar, long nowMillis) {
        int now = (int) (nowMillis / MILLIS_PER_SECOND);
        int group = groupOf(tenant);
        if (group == NONE) group = begin(tenant);
        told[group] = Math.max(told[group], now);
        int place = placeOf(group, source);
        if (place == NONE) place = take(group, source);
        periods[place] = period;
        beats[place] = beatsSoFar;
        seen[place] = now;
        return alike(group, place, now) >= LEAST_SOURCES && speaks(group, place, now);
    }

    /**
     * As {@link #tell}, of the latest beat of a pair that an earlier run heard, before any other is told of.
     *
     * @param speaks whether the pair's alert tells of the campaign
     */
    synchronized void resume(int tenant, Address source, int period, int beatsSoFar, long heardMillis, boolean speaks) {
        tell(tenant, source, period, beatsSoFar, heardMillis);
        int group = groupOf(tenant);
        if (speaks) speakers[group] = placeOf(group, source);
    }

    /** The sources that have a period like this one's with the tenant, without it; empty where that is not known. */
    synchronized List<String> sources(int tenant, Address source) {
        List<String> others = new ArrayList<>();
        int group = groupOf(tenant);
        int own = group == NONE ? NONE : placeOf(group, source);
        if (own == NONE) return List.of();
        for (int place = group * SOURCES; place < (group + 1) * SOURCES; place++) {
            if (place == own || !isAlike(place, own, seen[own])) continue;
            Address other = new Address();
            other.set(highs[place], lows[place]);
            others.add(other.toString());
        }
        return List.copyOf(others);
    }

    private int alike(int group, int own, int now) {
        int alike = 0;
        for (int place = group * SOURCES; place < (group + 1) * SOURCES; place++) if (isAlike(place, own, now)) alike++;
        return alike;
    }

    private boolean isAlike(int place, int own, int now) {
        if (seen[place] == 0 || now - seen[place] > FRESH_SECONDS) return false;
        long apart = Math.abs((long) periods[place] - periods[own]);
        return apart * 100 <= (long) LIKENESS_PERCENT * Math.max(periods[place], periods[own]);
    }

    private boolean speaks(int group, int own, int now) {
        int speaker = speakers[group];
        if (speaker != NONE && isAlike(speaker, own, now)) return speaker == own;
        for (int place = group * SOURCES; place < (group + 1) * SOURCES; place++) {
            if (isAlike(place, own, now) && beats[place] > beats[own]) return false;
        }
        speakers[group] = own;
        return true;
    }

    private int placeOf(int group, Address source) {
        for (int place = group * SOURCES; place < (group + 1) * SOURCES; place++) {
            if (seen[place] != 0 && highs[place] == source.high() && lows[place] == source.low()) return place;
        }
        return NONE;
    }

    private int take(int group, Address source) {
        int oldest = group * SOURCES;
        for (int place = oldest; place < (group + 1) * SOURCES; place++) {
            if (seen[place] < seen[oldest]) oldest = place;
        }
        if (speakers[group] == oldest) speakers[group] = NONE;
        highs[oldest] = source.high();
        lows[oldest] = source.low();
        return oldest;
    }

    private int groupOf(int tenant) {
        int first = first(tenant);
        for (int group = first; group < first + WAYS; group++) {
            if (told[group] != 0 && tenants[group] == tenant) return group;
        }
        return NONE;
    }

    private int begin(int tenant) {
        int oldest = first(tenant);
        for (int group = oldest; group < first(tenant) + WAYS; group++) {
            if (told[group] < told[oldest]) oldest = group;
        }
        tenants[oldest] = tenant;
        speakers[oldest] = NONE;
        for (int place = oldest * SOURCES; place < (oldest + 1) * SOURCES; place++) seen[place] = 0;
        return oldest;
    }

    private static int first(int tenant) {
        return ((tenant * 0x9e37_79b9) >>> 24) * WAYS;
    }
}
