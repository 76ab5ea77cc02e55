package io.beaconward.detect.calibration;

import io.beaconward.detect.Confidence;
import io.beaconward.detect.JudgedTogether;
import io.beaconward.detect.Rule;
import io.beaconward.detect.calibration.Result.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Traffic of several pairs, a day of it, for the rules that look at more than one: rotation and campaign. */
final class Groups {
    /**
     * One kind of group.
     *
     * @param sources each with traffic of its own
     * @param tenants among which each source takes turns
     * @param inTurn false: at random
     */
    record Group(String name, Rule rule, int sources, int tenants, boolean inTurn, Kind kind) {
        Result measure(int groups) {
            return new Result(
                    name,
                    IntStream.range(0, groups)
                            .parallel()
                            .mapToObj(group -> outcome(new Random(Calibration.seed(name, group))))
                            .toList());
        }

        private Outcome outcome(Random chance) {
            List<At> lines = new ArrayList<>();
            for (int source = 0; source < sources; source++) {
                int turn = 0;
                for (Line line : kind.lines(chance)) {
                    lines.add(new At(source, inTurn ? turn++ % tenants : chance.nextInt(tenants), line));
                }
            }
            if (sources > 1) lines.sort(Comparator.comparingLong(at -> at.line().second()));
            try (JudgedTogether judge = new JudgedTogether()) {
                for (At at : lines) {
                    Line line = at.line();
                    judge.contact(
                            at.source(), at.tenant(), Calibration.START + line.second(), line.sent(), line.received());
                    if (judge.contacts().containsKey(rule)) break;
                }
                Confidence none = Confidence.UNKNOWN;
                return new Outcome(judge.contacts(), false, none.score(), none.level(), Double.NaN);
            }
        }
    }

    private record At(int source, int tenant, Line line) {}

    private static final Implant USUAL = Implant.of(300, 0.3).missing(0.1);

    static final List<Group> FOUND = List.of(
            rotation("300 s, 30 %, 10 % missed, in turn over 3 tenants", 3, true, Kind.of(USUAL)),
            rotation("300 s, 30 %, 10 % missed, at random over 3 tenants", 3, false, Kind.of(USUAL)),
            rotation("300 s, 50 %, at random over 6 tenants", 6, false, Kind.of(Implant.of(300, 0.5))),
            rotation("60 s, 10 %, at random over 3 tenants", 3, false, Kind.of(Implant.of(60, 0.1))),
            campaign("300 s, 30 %, 10 % missed, from 3 sources", 3, Kind.of(USUAL)),
            campaign("300 s, 50 %, from 8 sources", 8, Kind.of(Implant.of(300, 0.5))));

    static final List<Group> NOT_FOUND = List.of(
            rotation("a person, spread 1.3, at random over 3 tenants", 3, false, Kind.person(1.3)),
            rotation("random arrivals, 12 an hour, at random over 3 tenants", 3, false, Kind.random(12)),
            campaign("people, spread 1.3, 8 sources", 8, Kind.person(1.3)),
            campaign("random arrivals, 12 an hour, 8 sources", 8, Kind.random(12)));

    private Groups() {}

    private static Group rotation(String name, int tenants, boolean inTurn, Kind kind) {
        return new Group(name, Rule.ROTATION, 1, tenants, inTurn, kind);
    }

    private static Group campaign(String name, int sources, Kind kind) {
        return new Group(name, Rule.CAMPAIGN, sources, 1, true, kind);
    }
}
