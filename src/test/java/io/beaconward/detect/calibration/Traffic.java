package io.beaconward.detect.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Modelled traffic of one pair over so many seconds, beside that of an {@link Implant}. All of it takes its chance from a seed. */
final class Traffic {
    static final int HOUR = 3600;
    static final int DAY = 24 * HOUR;

    private static final int MOST_BYTES = 50_000_000;

    private Traffic() {}

    /** A person who reads: sessions of up to an hour and a half, pages of 1 to 11 connections, log-normal think time. */
    static List<Line> person(double spread, double medianPause, Random chance, int seconds) {
        List<Line> lines = new ArrayList<>();
        double t = chance.nextDouble() * 600;
        while (t < seconds) {
            double end = Math.min(seconds, t + 600 + chance.nextDouble() * 5400);
            for (; t < end; t += medianPause * Math.exp(spread * chance.nextGaussian())) {
                double connection = t;
                for (int i = chance.nextInt(11); i >= 0; i--) {
                    lines.add(page(connection, chance));
                    connection += 1.5 * chance.nextDouble();
                }
            }
            t += 1800 + chance.nextDouble() * 7200;
        }
        return merged(List.of(lines));
    }

    /** Of a page of the web: half lasts under 20 s, sends under 1 kB and receives under 12; some much more. */
    private static Line page(double t, Random chance) {
        return new Line((long) t, bytes(20, 1.2, chance), bytes(1000, 0.8, chance), bytes(12_000, 1.6, chance));
    }

    private static int bytes(double median, double spread, Random chance) {
        return (int) Math.min(median * Math.exp(spread * chance.nextGaussian()), MOST_BYTES);
    }

    /** So many people behind one address. */
    static List<Line> people(int number, Random chance, int seconds) {
        List<List<Line>> all = new ArrayList<>();
        for (int i = 0; i < number; i++) all.add(person(1 + 0.6 * chance.nextDouble(), 60, chance, seconds));
        return merged(all);
    }

    /** Random arrivals. */
    static List<Line> random(double anHour, Random chance, int seconds) {
        List<Line> lines = new ArrayList<>();
        double t = 0;
        while (true) {
            t -= Math.log(1 - chance.nextDouble()) * HOUR / anHour;
            if (t >= seconds) return lines;
            lines.add(page(t, chance));
        }
    }

    /** A client that tries again after 2, 4, 8 … seconds, some times a day. */
    static List<Line> retries(Random chance, int seconds) {
        List<Line> lines = new ArrayList<>();
        double t = 0;
        while (t < seconds) {
            for (double wait = 2; wait < HOUR && t < seconds; wait *= 2) {
                lines.add(new Line((long) t, 0, 200, 0));
                t += wait;
            }
            t += chance.nextDouble() * 2 * HOUR;
        }
        return lines;
    }

    // --- grey: regular, and no implant ---

    /** A job at each full hour. */
    static List<Line> hourly(Random chance, int seconds) {
        List<Line> lines = new ArrayList<>();
        for (int t = 0; t < seconds; t += HOUR) {
            lines.add(new Line(t + 1 + chance.nextInt(3), 2, bytes(2000, 0.3, chance), bytes(3000, 0.5, chance)));
        }
        return lines;
    }

    /** The hook of a build server: four builds an hour from eight to six, each calls one to five times over some minutes. */
    static List<Line> builds(Random chance, int seconds) {
        List<Line> lines = new ArrayList<>();
        for (Line push : random(4, chance, seconds)) {
            if (push.second() % DAY < 8 * HOUR || push.second() % DAY > 18 * HOUR) continue;
            double t = push.second();
            for (int calls = chance.nextInt(5); calls >= 0; calls--) {
                lines.add(new Line((long) t, 1, bytes(3000, 0.3, chance), bytes(600, 0.3, chance)));
                t += 20 + 200 * chance.nextDouble();
            }
        }
        return merged(List.of(lines));
    }

    /** A page that asks for news each 25 to 60 seconds while it is open, half an hour to three, some times a day. */
    static List<Line> openTab(Random chance, int seconds) {
        List<Line> lines = new ArrayList<>();
        double period = 25 + 35 * chance.nextDouble();
        double t = 7 * HOUR + chance.nextDouble() * 3 * HOUR;
        while (t < Math.min(seconds, 19 * HOUR)) {
            double end = t + HOUR * (0.5 + 2.5 * chance.nextDouble());
            for (; t < end; t += period + 1.5 * chance.nextDouble()) {
                lines.add(new Line((long) t, 1, bytes(700, 0.1, chance), bytes(1500, 0.7, chance)));
            }
            t += HOUR * (0.5 + 3 * chance.nextDouble());
        }
        return lines;
    }

    /** Streams as one, by time. */
    static List<Line> merged(List<List<Line>> streams) {
        List<Line> all = new ArrayList<>();
        streams.forEach(all::addAll);
        all.sort(Comparator.comparingLong(Line::second));
        return all;
    }
}
