package io.beaconward.detect;

import io.beaconward.bytes.Address;
import io.beaconward.config.Settings;
import io.beaconward.watch.DestinationPattern;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What the operator expects: which findings lead to no alert. Immutable; asked only about pairs of which something was found,
 * off the message path.
 */
public final class Tuning {
    /** Without entries. */
    public static final Tuning NONE = new Tuning(List.of());

    private final List<Settings.Tuning> entries;

    /** Takes the entries in their order; the first that holds a finding back is the one that is named. */
    public Tuning(List<Settings.Tuning> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Whether there is nothing to ask about. */
    boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * The entry that holds the finding back, if there is one.
     *
     * @param sent bytes that the latest contact sent
     */
    public Optional<Settings.Tuning> holdsBack(Finding finding, long sent) {
        for (Settings.Tuning entry : entries) {
            if (isOver(entry, finding.time()) || !matches(entry.match(), finding)) continue;
            boolean holds = switch (entry.kind()) {
                case ALLOW -> true;
                case SUPPRESS -> behavesSo(entry.behaviour(), finding, sent);
                case OVERRIDE -> !isBeyond(entry.thresholds(), finding);
            };
            if (holds) return Optional.of(entry);
        }
        return Optional.empty();
    }

    private static boolean isOver(Settings.Tuning entry, Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        return entry.until().isPresent() && !today.isBefore(entry.until().get());
    }

    private static boolean matches(Settings.Tuning.Match match, Finding finding) {
        if (match.destination().isPresent()
                && !DestinationPattern.matches(
                        match.destination().get(), finding.pair().destination())) return false;
        if (match.tenant().isPresent() && !match.tenant().get().equalsIgnoreCase(finding.tenant())) return false;
        if (match.provider().isPresent() && !match.provider().get().equalsIgnoreCase(finding.provider())) return false;
        if (match.user().isPresent() && !match.user().get().equalsIgnoreCase(finding.user())) return false;
        if (match.source().isEmpty()) return true;
        Address source = new Address();
        return source.parse(finding.pair().sourceIp()) && match.source().get().contains(source);
    }

    private static boolean behavesSo(Settings.Tuning.Behaviour behaviour, Finding finding, long sent) {
        if (behaviour.sentBelow().isPresent()) {
            int below = behaviour.sentBelow().get();
            if (sent >= below || finding.pair().avgBytesSent() >= below) return false;
        }
        if (behaviour.interval().isEmpty()) return true;
        List<Integer> recent = finding.judgement().rhythm().recent();
        if (recent.isEmpty()) return false;
        List<Integer> sorted = recent.stream().sorted().toList();
        double median = (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2.0;
        return Math.abs(median - behaviour.interval().get().toSeconds())
                <= behaviour.tolerance().toSeconds();
    }

    private static boolean isBeyond(Settings.Tuning.Thresholds thresholds, Finding finding) {
        if (finding.pair().connectionCount() < thresholds.connections()) return false;
        Level level = finding.judgement().confidence().level();
        if (thresholds.confidence().isPresent()
                && level.code()
                        < Level.valueOf(thresholds.confidence().get().name()).code()) return false;
        int counting = Rule.bits(thresholds.rules());
        return counting == 0 || (Rule.bitsOf(finding.rules()) & counting & Rule.opening()) != 0;
    }
}
