package io.beaconward;

import io.beaconward.alert.Printable;
import io.beaconward.alert.Summary;
import io.beaconward.detect.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the first day held back, by tenant, with entries for a tuning file. It names tenants that {@link #MANY} sources and
 * more poll. No entry allows a tenant as a whole, for malware on many machines looks like an updater: they are bound to an
 * interval where the sources agree on one, else to high confidence. At most {@link #MOST_TENANTS} tenants are looked at.
 */
final class FirstDaySummary {
    static final int MANY = 5;
    private static final int MOST_TENANTS = 2_000;
    private static final int LONGEST_NAME = 100;
    private static final int NAMED_IN_WORDS = 5;
    private static final String RULE = "first-day";

    private final Map<String, HeldTenant> tenants = new HashMap<>();
    private long pairs;

    /** Takes a finding that was held back. */
    void add(Finding finding) {
        pairs++;
        HeldTenant tenant = tenants.get(finding.tenant());
        if (tenant == null) {
            if (tenants.size() >= MOST_TENANTS) return;
            tenant = new HeldTenant(finding.tenant());
            tenants.put(finding.tenant(), tenant);
        }
        tenant.add(finding);
    }

    /** The whole, at the end of the day that began at {@code since}. */
    Summary summary(Instant since, Instant now) {
        List<HeldTenant> polled = tenants.values().stream()
                .filter(tenant -> tenant.sources() >= MANY)
                .sorted(Comparator.comparing(HeldTenant::sources).reversed().thenComparing(HeldTenant::name))
                .limit(Summary.MOST)
                .toList();
        return new Summary(
                Summary.id(RULE, "", since.toEpochMilli()),
                RULE,
                now,
                pairs,
                polled.stream()
                        .map(tenant -> new Summary.Share(tenant.name(), tenant.sources()))
                        .toList(),
                List.of(),
                "the first day is over: " + count(pairs, "pair") + " of " + count(tenants.size(), "tenant")
                        + (tenants.size() < MOST_TENANTS ? "" : " or more") + " led to no alert",
                evidence(polled),
                tuning(polled, now));
    }

    private static String evidence(List<HeldTenant> polled) {
        return "From now on those that go on lead to an alert each. " + polledBy(polled) + updaters(polled)
                + "Check each before you take it for harmless: malware on many machines looks like an updater. What is"
                + " expected goes into tuning.file.";
    }

    private static String polledBy(List<HeldTenant> polled) {
        if (polled.isEmpty()) return "No tenant is polled by " + MANY + " sources or more. ";
        List<String> named = polled.stream()
                .limit(NAMED_IN_WORDS)
                .map(tenant -> printable(tenant.name()) + " (" + tenant.sourcesInWords() + ")")
                .toList();
        return "Most sources poll " + String.join(", ", named) + ". ";
    }

    private static String updaters(List<HeldTenant> polled) {
        List<String> named = polled.stream()
                .filter(HeldTenant::looksLikeAnUpdater)
                .limit(NAMED_IN_WORDS)
                .map(tenant -> printable(tenant.name()))
                .toList();
        return named.isEmpty() ? "" : "Like updaters look " + String.join(", ", named) + ". ";
    }

    private static List<String> tuning(List<HeldTenant> polled, Instant now) {
        List<String> suppress = new ArrayList<>();
        List<String> override = new ArrayList<>();
        for (HeldTenant tenant : polled) {
            if (!tenant.isPlain()) continue; // no name that could end the entry and begin another
            if (tenant.looksLikeAnUpdater()) suppress.add(tenant.suppression(now));
            else override.add(tenant.override());
        }
        List<String> lines = new ArrayList<>();
        if (!suppress.isEmpty()) lines.add("suppress:");
        lines.addAll(suppress);
        if (!override.isEmpty()) lines.add("override:");
        lines.addAll(override);
        return List.copyOf(lines);
    }

    private static String printable(String name) {
        return Printable.of(name, LONGEST_NAME);
    }

    private static String count(long count, String thing) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? thing : thing + "s");
    }
}
