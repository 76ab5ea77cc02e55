package io.beaconward.detect.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Modelled streams of contacts of one pair: seconds since the start, in the order in which their lines come. All take their
 * chance from the seed that they are given.
 */
final class Traffic {
    static final int HOUR = 3600;
    static final int DAY = 24 * HOUR;

    private record Line(double comes, double happened) {}

    private Traffic() {}

    /** When an implant is heard. */
    enum Presence {
        ALWAYS {
            @Override
            boolean heard(double second) {
                return true;
            }
        },
        LAPTOP {
            @Override
            boolean heard(double second) {
                return second % DAY < 9 * HOUR;
            }
        },
        FIRST_HOURS {
            @Override
            boolean heard(double second) {
                return second < 3 * HOUR;
            }
        },
        FEED_LOST {
            @Override
            boolean heard(double second) {
                return second < 2 * HOUR || second > 4 * HOUR;
            }
        };

        abstract boolean heard(double second);
    }

    /** How an implant's sleep is spread about its period; {@code jitter} is 0 to 1. */
    enum Sleep {
        BOTH_SIDES {
            @Override
            double next(double period, double jitter, Random chance) {
                return period * (1 + jitter * (2 * chance.nextDouble() - 1));
            }
        },
        SHORTER {
            @Override
            double next(double period, double jitter, Random chance) {
                return period * (1 - jitter * chance.nextDouble());
            }
        },
        LONGER {
            @Override
            double next(double period, double jitter, Random chance) {
                return period * (1 + jitter * chance.nextDouble());
            }
        };

        abstract double next(double period, double jitter, Random chance);
    }

    /**
     * An implant.
     *
     * @param missed the share of beats that are not heard
     * @param parallel at most so many connections a beat, within 6 s
     * @param late the share of lines that come up to 60 s late
     * @param second a second connection so many seconds after each; 0: none
     */
    record Implant(
            double period,
            double jitter,
            Sleep sleep,
            double missed,
            int parallel,
            double late,
            int second,
            Presence presence) {
        static Implant of(double period, double jitter) {
            return new Implant(period, jitter, Sleep.BOTH_SIDES, 0, 1, 0.02, 0, Presence.ALWAYS);
        }

        Implant missing(double share) {
            return new Implant(period, jitter, sleep, share, parallel, late, second, presence);
        }

        Implant parallel(int connections) {
            return new Implant(period, jitter, sleep, missed, connections, late, second, presence);
        }

        Implant sleeping(Sleep other) {
            return new Implant(period, jitter, other, missed, parallel, late, second, presence);
        }

        Implant present(Presence other) {
            return new Implant(period, jitter, sleep, missed, parallel, late, second, other);
        }

        Implant answeringAfter(int seconds) {
            return new Implant(period, jitter, sleep, missed, parallel, late, seconds, presence);
        }

        long[] lines(Random chance, int seconds) {
            List<Line> lines = new ArrayList<>();
            double t = chance.nextDouble() * period;
            for (; t < seconds; t += sleep.next(period, jitter, chance)) {
                if (chance.nextDouble() < missed || !presence.heard(t)) continue;
                int connections = 1 + chance.nextInt(parallel);
                for (int i = 0; i < connections; i++) add(lines, t + (i == 0 ? 0 : 6 * chance.nextDouble()), chance);
                if (second > 0) add(lines, t + second, chance);
            }
            lines.sort(Comparator.comparingDouble(Line::comes));
            return lines.stream().mapToLong(line -> (long) line.happened()).toArray();
        }

        private void add(List<Line> lines, double t, Random chance) {
            lines.add(new Line(t + (chance.nextDouble() < late ? 60 * chance.nextDouble() : 0), t));
        }
    }

    /** A person who reads: sessions of up to an hour and a half, pages of 1 to 11 connections, log-normal think time. */
    static long[] person(double spread, double medianPause, Random chance, int seconds) {
        List<Double> times = new ArrayList<>();
        double t = chance.nextDouble() * 600;
        while (t < seconds) {
            double end = Math.min(seconds, t + 600 + chance.nextDouble() * 5400);
            for (; t < end; t += medianPause * Math.exp(spread * chance.nextGaussian())) {
                double connection = t;
                for (int i = chance.nextInt(11); i >= 0; i--) {
                    times.add(connection);
                    connection += 1.5 * chance.nextDouble();
                }
            }
            t += 1800 + chance.nextDouble() * 7200;
        }
        return times.stream().mapToLong(Double::longValue).sorted().toArray();
    }

    /** So many people behind one address. */
    static long[] people(int number, Random chance, int seconds) {
        long[][] all = new long[number][];
        for (int i = 0; i < number; i++) all[i] = person(1 + 0.6 * chance.nextDouble(), 60, chance, seconds);
        return merged(all);
    }

    /** Random arrivals. */
    static long[] random(double anHour, Random chance, int seconds) {
        List<Long> times = new ArrayList<>();
        double t = 0;
        while (true) {
            t -= Math.log(1 - chance.nextDouble()) * HOUR / anHour;
            if (t >= seconds) return times.stream().mapToLong(Long::longValue).toArray();
            times.add((long) t);
        }
    }

    /** A client that tries again after 2, 4, 8 … seconds, some times a day. */
    static long[] retries(Random chance, int seconds) {
        List<Long> times = new ArrayList<>();
        double t = 0;
        while (t < seconds) {
            for (double wait = 2; wait < HOUR && t < seconds; wait *= 2) {
                times.add((long) t);
                t += wait;
            }
            t += chance.nextDouble() * 2 * HOUR;
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    static long[] merged(long[]... streams) {
        return Arrays.stream(streams).flatMapToLong(Arrays::stream).sorted().toArray();
    }
}
