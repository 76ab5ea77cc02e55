package io.beaconward.detect.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * An implant that checks in again and again.
 *
 * @param period seconds, on average
 * @param jitter of the sleep, 0 to 1
 * @param missed the share of beats that are not heard
 * @param parallel at most so many connections a beat, within 6 s
 * @param late the share of lines that come up to a minute late
 * @param relays lines go by one of two relays, of which the second takes so many seconds longer
 * @param second a second connection so many seconds after each; 0: none
 * @param tasked whether somebody is at the keys for twenty minutes at noon
 */
record Implant(
        double period,
        double jitter,
        Sleep sleep,
        double missed,
        int parallel,
        double late,
        int relays,
        int second,
        boolean tasked,
        Presence presence) {
    private static final double LATE = 0.02;
    private static final double MOST_LATE = 60;
    private static final double SPREAD_OF_PARALLEL = 6;
    private static final int NOON = 12 * Traffic.HOUR;
    private static final int SESSION = 1200;
    private static final int SENT = 310;
    private static final int RECEIVED = 900;
    private static final int UPLOAD = 1_000_000;

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
                return second % Traffic.DAY < 9 * Traffic.HOUR;
            }
        },
        FIRST_HOURS {
            @Override
            boolean heard(double second) {
                return second < 3 * Traffic.HOUR;
            }
        },
        NIGHT {
            @Override
            boolean heard(double second) {
                return second > 15 * Traffic.HOUR && second < 19 * Traffic.HOUR;
            }
        },
        FEED_LOST {
            @Override
            boolean heard(double second) {
                return second < 2 * Traffic.HOUR || second > 4 * Traffic.HOUR;
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

    private record Sent(double comes, Line line) {}

    static Implant of(double period, double jitter) {
        return new Implant(period, jitter, Sleep.BOTH_SIDES, 0, 1, LATE, 0, 0, false, Presence.ALWAYS);
    }

    Implant missing(double share) {
        return new Implant(period, jitter, sleep, share, parallel, late, relays, second, tasked, presence);
    }

    Implant parallel(int connections) {
        return new Implant(period, jitter, sleep, missed, connections, late, relays, second, tasked, presence);
    }

    Implant sleeping(Sleep other) {
        return new Implant(period, jitter, other, missed, parallel, late, relays, second, tasked, presence);
    }

    Implant present(Presence other) {
        return new Implant(period, jitter, sleep, missed, parallel, late, relays, second, tasked, other);
    }

    Implant answeringAfter(int seconds) {
        return new Implant(period, jitter, sleep, missed, parallel, late, relays, seconds, tasked, presence);
    }

    Implant byRelays(int seconds) {
        return new Implant(period, jitter, sleep, missed, parallel, late, seconds, second, tasked, presence);
    }

    Implant inOrder() {
        return new Implant(period, jitter, sleep, missed, parallel, 0, relays, second, tasked, presence);
    }

    Implant taskedAtNoon() {
        return new Implant(period, jitter, sleep, missed, parallel, late, relays, second, true, presence);
    }

    /** Its lines of so many seconds, in the order in which they come. */
    List<Line> lines(Random chance, int seconds) {
        List<Sent> sent = new ArrayList<>();
        for (double t = chance.nextDouble() * period; t < seconds; t = next(t, chance)) {
            if (chance.nextDouble() < missed || !presence.heard(t)) continue;
            int connections = 1 + chance.nextInt(parallel);
            for (int i = 0; i < connections; i++) {
                send(sent, t + (i == 0 ? 0 : SPREAD_OF_PARALLEL * chance.nextDouble()), chance);
            }
            if (second > 0) send(sent, t + second, chance);
        }
        sent.sort(Comparator.comparingDouble(Sent::comes));
        return sent.stream().map(Sent::line).toList();
    }

    private double next(double t, Random chance) {
        return t + (isTasked(t) ? 5 : sleep.next(period, jitter, chance));
    }

    private boolean isTasked(double t) {
        return tasked && t > NOON && t < NOON + SESSION;
    }

    private void send(List<Sent> sent, double t, Random chance) {
        double delay = chance.nextDouble() < late ? MOST_LATE * chance.nextDouble() : 0;
        if (chance.nextBoolean()) delay += relays;
        boolean upload = isTasked(t) && chance.nextInt(50) == 0;
        int up = SENT + chance.nextInt(16) + (upload ? UPLOAD : 0);
        sent.add(new Sent(t + delay, new Line((long) t, 1, up, RECEIVED + chance.nextInt(64))));
    }
}
