package io.beaconward.counters;

import io.beaconward.watch.Contact;

/**
 * What a pair's contacts have in common beside their times, where it lies off-heap. To be used under the pair's lock.
 *
 * <pre>
 *   0  int    sent       the bytes that most contacts send, if most send alike (Boyer and Moore's majority vote)
 *   4  int    received   the same for those they receive
 *   8  short  sized      contacts whose sizes were logged
 *  10  short  alike      those of them that sent and received like most of those before
 *  12  short  small      those of them under 4096 bytes sent and 16384 received
 *  14  short  beats      beats whose second of the minute was noted
 *  16  short  onMinute   those of them in the first five seconds of a minute
 *  18  byte   votes[2]   for sent and for received
 *  20  int    tunnels    seconds of long sessions at a trickle, all together, halved once a window
 * </pre>
 *
 * When a count is full, it is halved with the ones it belongs to.
 */
public final class Habits {
    static final int SIZE = 24;

    private static final int SENT = 0;
    private static final int RECEIVED = 4;
    private static final int SIZED = 8;
    private static final int ALIKE = 10;
    private static final int SMALL = 12;
    private static final int BEATS = 14;
    private static final int ON_MINUTE = 16;
    private static final int SENT_VOTES = 18;
    private static final int RECEIVED_VOTES = 19;
    private static final int TUNNELS = 20;

    private static final int SMALL_SENT = 4096;
    private static final int SMALL_RECEIVED = 16_384;
    private static final int LIKENESS = 8; // within an eighth
    private static final int SECONDS_A_MINUTE = 60;
    private static final int FIRST_SECONDS = 5;
    private static final long MILLIS_PER_SECOND = 1000;
    private static final long LONG_SESSION = 600;
    private static final long TRICKLE = 1024;

    private long address;

    void wrap(long newAddress) {
        address = newAddress;
    }

    /** Notes sizes and length of a contact, or of the end of a session whose start was counted. */
    void note(Contact contact) {
        long seconds = contact.durationMillis() / MILLIS_PER_SECOND;
        if (seconds >= LONG_SESSION && contact.bytesKnown()) noteSession(contact, seconds);
        if (!contact.bytesKnown()) return;
        if (sized() == Raw.MAX_U16) halve(SIZED, ALIKE, SMALL);
        Raw.count(address + SIZED);
        if (contact.bytesSent() < SMALL_SENT && contact.bytesReceived() < SMALL_RECEIVED) Raw.count(address + SMALL);
        boolean sent = vote(SENT, SENT_VOTES, contact.bytesSent());
        boolean received = vote(RECEIVED, RECEIVED_VOTES, contact.bytesReceived());
        if (sent && received) Raw.count(address + ALIKE);
    }

    private void noteSession(Contact contact, long seconds) {
        if ((contact.bytesSent() + contact.bytesReceived()) / seconds >= TRICKLE) return;
        int before = tunnelSeconds();
        Raw.i32(address + TUNNELS, (int) Math.min(before + seconds, Integer.MAX_VALUE));
    }

    /** Whether {@code bytes} is like what most had before it. */
    private boolean vote(int like, int votes, long bytes) {
        int now = (int) Math.min(bytes, Integer.MAX_VALUE);
        int standing = Raw.i32(address + like);
        int count = Raw.u8(address + votes);
        if (count == 0) {
            Raw.i32(address + like, now);
            Raw.u8(address + votes, 1);
            return false;
        }
        boolean alike = Math.abs((long) now - standing) * LIKENESS <= standing;
        Raw.u8(address + votes, alike ? count + 1 : count - 1);
        return alike;
    }

    /** Notes the time of a beat's first contact, seconds since 1970, unsigned. */
    void beat(int seconds) {
        if (beats() == Raw.MAX_U16) halve(BEATS, ON_MINUTE);
        Raw.count(address + BEATS);
        if (Integer.remainderUnsigned(seconds, SECONDS_A_MINUTE) < FIRST_SECONDS) Raw.count(address + ON_MINUTE);
    }

    /** Forgets half of the long sessions, so that short ones never add up over weeks. */
    void halveSessions() {
        Raw.i32(address + TUNNELS, tunnelSeconds() / 2);
    }

    /** Forgets the long sessions. */
    void forgetSessions() {
        Raw.i32(address + TUNNELS, 0);
    }

    private void halve(int... counts) {
        for (int at : counts) Raw.u16(address + at, Raw.u16(address + at) / 2);
    }

    /** Contacts whose sizes were logged. */
    public int sized() {
        return Raw.u16(address + SIZED);
    }

    /** Those of them that sent and received like most before them, within an eighth. */
    public int alike() {
        return Raw.u16(address + ALIKE);
    }

    /** Those of them that were small, by the baseline rule's limits. */
    public int small() {
        return Raw.u16(address + SMALL);
    }

    /** The bytes that most contacts send, if most send alike. */
    public int usuallySent() {
        return Raw.i32(address + SENT);
    }

    /** Beats whose second of the minute was noted. */
    public int beats() {
        return Raw.u16(address + BEATS);
    }

    /** Those of them in the first five seconds of a minute, as a scheduler's jobs are. */
    public int onMinute() {
        return Raw.u16(address + ON_MINUTE);
    }

    /** How long sessions of ten minutes or more at a trickle of bytes lasted together, seconds; older ones count for less. */
    public int tunnelSeconds() {
        return Raw.i32(address + TUNNELS);
    }
}
