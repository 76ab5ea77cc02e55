package io.beaconward.detect.calibration;

import io.beaconward.detect.Confidence;
import io.beaconward.detect.LoneJudge;
import io.beaconward.detect.Rule;
import io.beaconward.detect.calibration.Result.Outcome;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures the rules on modelled traffic: a day of it, judged at each contact. The same seeds each time.
 *
 * @param sourcesOfTenant how common the destination is
 * @param wholeDay false: up to where the rhythm rule holds, and no score
 */
record Calibration(int pairs, int sourcesOfTenant, boolean wholeDay) {
    static final long START = 1_772_352_000L; // 2026-03-01 08:00, seconds since 1970
    private static final int SCORED = 2000;

    /** Of implants until they are found; nothing else of the result is to be used. */
    static Calibration untilFound(int pairs) {
        return new Calibration(pairs, 1, false);
    }

    Result measure(String name, Kind kind) {
        return new Result(
                name,
                IntStream.range(0, pairs)
                        .parallel()
                        .mapToObj(pair -> outcome(pair, kind.grain(), kind.lines(new Random(seed(name, pair)))))
                        .toList());
    }

    /** Seeds that are near each other begin alike; so they are spread first (as SplittableRandom does). */
    static long seed(String name, int pair) {
        long z = (((long) name.hashCode() << 32) + pair) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private Outcome outcome(int number, int grain, List<Line> lines) {
        try (LoneJudge judge = new LoneJudge()) {
            judge.grain(grain);
            for (Line line : lines) {
                judge.contact(START + line.second(), line.duration(), line.sent(), line.received());
                if (!wholeDay && judge.beats().containsKey(Rule.RHYTHM)) break;
            }
            Confidence confidence = judge.confidence(sourcesOfTenant);
            return new Outcome(
                    judge.beats(),
                    judge.alerts(),
                    confidence.score(),
                    confidence.level(),
                    wholeDay && number < SCORED ? RitaScore.of(lines) : Double.NaN);
        }
    }
}
