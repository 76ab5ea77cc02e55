package io.beaconward.alert;

import io.beaconward.detect.Confidence;
import io.beaconward.detect.Finding;
import io.beaconward.detect.Judgement;
import io.beaconward.detect.Losses;
import io.beaconward.detect.PairFigures;
import io.beaconward.detect.RhythmFigures;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Findings for tests. */
final class Findings {
    static final Instant FIRST_SEEN = Instant.parse("2026-03-01T08:12:07.250Z");
    static final Instant LAST_SEEN = Instant.parse("2026-03-01T11:48:59.999Z");
    static final Instant TIME = Instant.parse("2026-03-01T11:49:00.120Z");
    static final PairFigures PAIR = pair("10.1.2.3", "x.evil.workers.dev");

    /** As the baseline rule leaves it. */
    static final Judgement JUDGED = new Judgement(
            List.of("baseline"),
            false,
            new Confidence(55, List.of(new Confidence.Part("baseline", 25), new Confidence.Part("rarity", 15))),
            new RhythmFigures(
                    14,
                    905,
                    0.04,
                    880,
                    931,
                    12,
                    13,
                    1,
                    3e-7,
                    List.of(900, 910),
                    List.of(new RhythmFigures.Bar(790, 13))),
            List.of());

    /** The same, when the alert has named its rules already. */
    static final Judgement LATER = new Judgement(List.of(), false, JUDGED.confidence(), JUDGED.rhythm(), List.of());

    private Findings() {}

    /** As {@link #JUDGED}, with others that belong to it. */
    static Judgement with(List<String> others) {
        return new Judgement(JUDGED.added(), JUDGED.resumed(), JUDGED.confidence(), JUDGED.rhythm(), others);
    }

    /** In company: the rule of that id, with those others. */
    static Finding together(String rule, List<String> others) {
        Finding open = open();
        return new Finding(
                open.state(),
                open.openedMillis(),
                open.time(),
                List.of(rule),
                open.provider(),
                open.tenant(),
                open.pair(),
                open.bytesKnownShare(),
                open.blockedShare(),
                open.inferredNames(),
                open.namesOfOthers(),
                open.user(),
                open.hourlyCounts(),
                with(others));
    }

    static Finding open() {
        return of(Finding.State.OPEN, PAIR, 1, 0);
    }

    static Finding to(String destination) {
        return of(Finding.State.OPEN, pair("10.1.2.3", destination), 1, 0);
    }

    static Finding of(Finding.State state, PairFigures pair, double bytesKnownShare, double blockedShare) {
        return new Finding(
                state,
                TIME.toEpochMilli(),
                TIME,
                List.of("baseline"),
                "Cloudflare Workers",
                "evil",
                pair,
                bytesKnownShare,
                blockedShare,
                0,
                0,
                "",
                List.of(0, 4, 3, 0, 4, 3),
                state == Finding.State.OPEN ? JUDGED : LATER);
    }

    /** With a user. */
    static Finding by(String user) {
        Finding open = open();
        return new Finding(
                open.state(),
                open.openedMillis(),
                open.time(),
                open.rules(),
                open.provider(),
                open.tenant(),
                open.pair(),
                open.bytesKnownShare(),
                open.blockedShare(),
                open.inferredNames(),
                open.namesOfOthers(),
                user,
                open.hourlyCounts(),
                open.judgement());
    }

    /** With names that were learned, so many of them from what others were told. */
    static Finding inferred(long names, long ofOthers) {
        Finding open = open();
        return new Finding(
                open.state(),
                open.openedMillis(),
                open.time(),
                open.rules(),
                open.provider(),
                open.tenant(),
                open.pair(),
                open.bytesKnownShare(),
                open.blockedShare(),
                names,
                ofOthers,
                open.user(),
                open.hourlyCounts(),
                open.judgement());
    }

    static PairFigures pair(String source, String destination) {
        return new PairFigures(FIRST_SEEN, LAST_SEEN, source, destination, 14, 4, 3.5, 512.25, 1234.0 + 2.0 / 3);
    }

    /** Findings whose names hold anything, and whose numbers are any that a detector can find. */
    static Arbitrary<Finding> any() {
        Arbitrary<String> hostile = Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(400),
                Arbitraries.strings()
                        .withChars("<!channel>@here&`\n\u001b[31m\u202e*_~|;")
                        .ofMaxLength(2000));
        Arbitrary<PairFigures> pairs = Combinators.combine(
                        hostile,
                        hostile,
                        Arbitraries.longs().between(1, Long.MAX_VALUE / 2),
                        Arbitraries.integers().between(1, 48),
                        Arbitraries.doubles().between(0, 1e15),
                        Arbitraries.longs().between(0, 4_102_444_800L))
                .as((source, destination, count, hours, bytes, second) -> new PairFigures(
                        Instant.ofEpochSecond(second),
                        Instant.ofEpochSecond(second + 5),
                        source,
                        destination,
                        count,
                        hours,
                        (double) count / hours,
                        bytes,
                        bytes / 3));
        return Combinators.combine(
                        Arbitraries.of(Finding.State.values()),
                        pairs,
                        hostile,
                        hostile,
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.longs().between(0, 1_000_000))
                .as((state, pair, provider, tenant, known, blocked, inferred) -> new Finding(
                        state,
                        1,
                        TIME,
                        List.of("baseline"),
                        provider,
                        tenant,
                        pair,
                        known,
                        blocked,
                        inferred,
                        inferred / 2,
                        tenant,
                        List.of(1, 2),
                        with(List.of("2001:db8::7", provider)).partOf(inferred % 2 == 0 ? "" : "5f2b"),
                        new Losses((int) (inferred % 25), inferred)));
    }
}
