package io.beaconward.cli;

import io.beaconward.counters.Totals;
import io.beaconward.watch.Contact;
import java.util.Arrays;

/**
 * What a pair amounts to over all that was read. Session starts are kept apart: they count only where no end record of the
 * pair was seen.
 */
final class HuntedPair {
    private final Sums ends = new Sums();
    private final Sums starts = new Sums();

    void add(Contact contact) {
        (contact.sessionStart() ? starts : ends).add(contact);
    }

    void totals(Totals totals) {
        (ends.connections > 0 ? ends : starts).totals(totals);
    }

    private static final class Sums {
        private static final long HOUR = 3_600_000L;

        private int[] hours = new int[4]; // distinct, ascending
        private int hourCount;
        private long connections;
        private long sent;
        private long received;
        private long known;
        private long blocked;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(Contact contact) {
            connections++;
            sent += contact.bytesSent();
            received += contact.bytesReceived();
            if (contact.bytesKnown()) known++;
            if (contact.blocked()) blocked++;
            first = Math.min(first, contact.millis());
            last = Math.max(last, contact.millis());
            addHour((int) Math.floorDiv(contact.millis(), HOUR));
        }

        private void addHour(int hour) {
            if (hourCount > 0 && hours[hourCount - 1] == hour) return;
            int place = Arrays.binarySearch(hours, 0, hourCount, hour);
            if (place >= 0) return;
            int at = -place - 1;
            if (hourCount == hours.length) hours = Arrays.copyOf(hours, hourCount * 2);
            System.arraycopy(hours, at, hours, at + 1, hourCount - at);
            hours[at] = hour;
            hourCount++;
        }

        void totals(Totals totals) {
            totals.set(connections, hourCount, sent, received, known, blocked, first, last);
        }
    }
}
