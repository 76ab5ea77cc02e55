package io.beaconward.detect.calibration;

import static java.lang.String.format;

import io.beaconward.counters.LonePair;
import io.beaconward.counters.Pair;
import io.beaconward.detect.RhythmRule;
import io.beaconward.detect.calibration.Traffic.Implant;
import io.beaconward.detect.calibration.Traffic.Presence;
import io.beaconward.detect.calibration.Traffic.Sleep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Measures the rhythm rule on modelled traffic, looked at with every beat over a day: the share found, the beats it takes,
 * and the false alarms beside the bound that the rule states. Prints the table of src/docs/detection.md.
 */
final class Calibration {
    private static final long START = 1_772_352_000L; // 2026-03-01, seconds since 1970

    /** One kind of traffic. */
    interface Kind {
        long[] lines(Random chance);
    }

    /** What became of many pairs of a kind; {@code beats} at which they were found, sorted. */
    record Result(String name, int pairs, List<Integer> beats) {
        double found() {
            return (double) beats.size() / pairs;
        }

        double foundBy(int beat) {
            return (double) beats.stream().filter(b -> b <= beat).count() / pairs;
        }

        /** Beats it takes to find that share of those that are found; 0 where none is. */
        int beats(double share) {
            return beats.isEmpty() ? 0 : beats.get((int) Math.min(beats.size() - 1, share * beats.size()));
        }

        String row() {
            String spread = beats.isEmpty() ? "" : beats(0.1) + " / " + beats(0.5) + " / " + beats(0.9);
            return format(
                    Locale.ROOT,
                    "| %s | %d | %.2f | %.2f | %.2f | %s | %s |",
                    name,
                    pairs,
                    foundBy(12),
                    foundBy(24),
                    foundBy(48),
                    beats.isEmpty() ? "0" : format(Locale.ROOT, "%.5f", found()).replaceAll("0+$", "0"),
                    spread);
        }
    }

    private Calibration() {}

    static Result measure(String name, int pairs, Kind kind) {
        List<Integer> beats = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            int beat = foundAt(kind.lines(new Random(7919L * i + name.hashCode())));
            if (beat > 0) beats.add(beat);
        }
        Collections.sort(beats);
        return new Result(name, pairs, beats);
    }

    /** The beat with which the rule first held; 0 if it never did. */
    private static int foundAt(long[] seconds) {
        try (LonePair lone = new LonePair()) {
            for (long second : seconds) {
                Pair pair = lone.contact(START + second);
                if (pair.isNewBeat() && RhythmRule.holds(pair.beats()))
                    return pair.beats().beats();
            }
            return 0;
        }
    }

    static Result implant(String name, int pairs, Implant implant) {
        return measure(name, pairs, chance -> implant.lines(chance, Traffic.DAY));
    }

    static Result random(double anHour, int pairs) {
        return measure(
                "random arrivals, " + Math.round(anHour) + " an hour",
                pairs,
                chance -> Traffic.random(anHour, chance, Traffic.DAY));
    }

    static Result person(double spread, int pairs) {
        return measure(
                "people, spread " + spread,
                pairs,
                chance -> Traffic.person(spread, 20 * Math.exp(3.4 * chance.nextDouble()), chance, Traffic.DAY));
    }

    static Result implants(String name, int pairs, int number, Implant implant) {
        return measure(name, pairs, chance -> {
            long[][] all = new long[number][];
            for (int i = 0; i < number; i++) all[i] = implant.lines(chance, Traffic.DAY);
            return Traffic.merged(all);
        });
    }

    /** @param args pairs a row of implants, of people, and of random arrivals */
    public static void main(String[] args) {
        int implants = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int people = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
        int random = args.length > 2 ? Integer.parseInt(args[2]) : 100_000;
        System.out.println("| traffic | pairs | by beat 12 | 24 | 48 | in a day | beats to alert, 10 / 50 / 90 % |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int period : new int[] {60, 300, 900, 1500}) {
            for (int jitter : new int[] {0, 10, 30, 50}) {
                for (int missed : new int[] {0, 10, 30}) {
                    Implant implant = Implant.of(period, jitter / 100.0).missing(missed / 100.0);
                    String name = period + " s, jitter " + jitter + " %, " + missed + " % missed";
                    print(implant(name, implants, implant));
                    print(implant(name + ", 1-3 parallel", implants, implant.parallel(3)));
                }
            }
        }
        Implant usual = Implant.of(300, 0.3).missing(0.1);
        print(implant(
                "300 s, 50 %, shorter only", implants, Implant.of(300, 0.5).sleeping(Sleep.SHORTER)));
        print(implant("300 s, 50 %, longer only", implants, Implant.of(300, 0.5).sleeping(Sleep.LONGER)));
        print(implant("300 s, 30 %, 10 % missed, laptop", implants, usual.present(Presence.LAPTOP)));
        print(implant("300 s, 30 %, 10 % missed, first 3 h", implants, usual.present(Presence.FIRST_HOURS)));
        print(implant("300 s, 30 %, 10 % missed, feed lost for 2 h", implants, usual.present(Presence.FEED_LOST)));
        print(implant(
                "300 s, 30 %, GET and POST 20 s apart",
                implants, Implant.of(300, 0.3).answeringAfter(20)));
        print(implants("two implants behind one address, 600 s, 10 %", implants, 2, Implant.of(600, 0.1)));
        print(implants("three implants behind one address, 600 s, 10 %", implants, 3, Implant.of(600, 0.1)));
        print(implants("two implants behind one address, 300 s, 30 %", implants, 2, Implant.of(300, 0.3)));
        for (double spread : new double[] {1.0, 1.3, 1.6}) print(person(spread, people));
        print(measure("ten people behind one address", people / 10, chance -> Traffic.people(10, chance, Traffic.DAY)));
        print(measure("a hundred people behind one", people / 20, chance -> Traffic.people(100, chance, Traffic.DAY)));
        print(measure("retries with back-off", people / 10, chance -> Traffic.retries(chance, Traffic.DAY)));
        for (double anHour : new double[] {3, 12, 60}) print(random(anHour, random));
        System.out.println("\nBound: " + RhythmRule.FALSE_ALARMS + " of random pairs, over all looks.");
    }

    private static void print(Result result) {
        System.out.println(result.row());
    }
}
