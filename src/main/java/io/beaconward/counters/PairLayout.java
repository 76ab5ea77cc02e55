package io.beaconward.counters;

/**
 * Where the parts of a pair lie, in bytes from its start, for a window of so many hours. All words are in the machine's
 * byte order and naturally aligned; a pair starts at a multiple of 8.
 *
 * <pre>
 *   0  int   top        newest hour of the ring, hours since 1970; 0: nothing was ever counted
 *   4  int   flags      bits 0-1 alert state, bit 2 sessions of this pair report their ends
 *   8  long  received   when the newest contact was received, ms since 1970
 *  16  long  opened     when the alert was opened, ms since 1970; 0: none
 *  24  long  sent       when the alert was last sent, ms since 1970
 *  32  long  created    event time of the first contact ever counted, ms since 1970
 *  40  int   starts     contacts counted from start records whose end records are still to come
 *  44  int   own        contacts whose name a DNS reply to the source itself gave
 *  48  int   others     contacts whose name was learned from what others were told
 *  52  int   tenant     a number of the platform's customer that the destination belongs to
 *  56  int   rules      bits 0-15 rules that held since the alert was opened, 16-17 its confidence, 18 an alert was closed, 19 held back
 *  60  reserved         0, as were 44 to 56 in files of earlier versions
 *  64  then four rings of window + 1 hours each; hour h lies at h mod (window + 1):
 *      int   connections
 *      long  bytes sent &lt;&lt; 16 | second of the hour of the first contact
 *      long  bytes received &lt;&lt; 16 | second of the hour of the last contact
 *      long  starts &lt;&lt; 48 | blocked &lt;&lt; 24 | known     known: connections whose bytes were logged
 *  then, from format 2 on, 64 bytes: the length and the bytes of the user named last, as logged; length 0: none
 *  then, from format 3 on, the rhythm as {@link BeatLayout} draws it, and {@link Habits}
 * </pre>
 *
 * The rings have one hour more than the window, for contacts that are up to the clock skew ahead. Every update of a ring
 * is one aligned store, so that a killed process leaves no half-written number. Numbers saturate at their width.
 */
final class PairLayout {
    static final int TOP = 0;
    static final int FLAGS = 4;
    static final int RECEIVED = 8;
    static final int OPENED = 16;
    static final int SENT = 24;
    static final int CREATED = 32;
    static final int STARTS = 40;
    static final int NAMED_BY_OWN = 44;
    static final int NAMED_BY_OTHERS = 48;
    static final int TENANT = 52;
    static final int RULES = 56;
    static final int RINGS = 64;

    /** The format that new files are made in. */
    static final int NEWEST_FORMAT = 3;

    /** No such part in this format. */
    static final int ABSENT = -1;

    /** The longest user name kept, bytes. */
    static final int MAX_USER = 63;

    private static final int FORMAT_WITH_USER = 2;
    private static final int FORMAT_WITH_BEATS = 3;

    final int format;

    /** Hours of the window, the current one included. */
    final int window;

    /** Hours in a ring. */
    final int hours;

    final int counts;
    final int bytesSent;
    final int bytesReceived;
    final int details;
    final int user;
    final int beats;
    final int habits;
    final int size;

    PairLayout(int window) {
        this(window, NEWEST_FORMAT);
    }

    /** As files of {@code format} have it, 1 or more. */
    PairLayout(int window, int format) {
        this.window = window;
        this.format = format;
        hours = window + 1;
        counts = RINGS;
        bytesSent = counts + (Integer.BYTES * hours + 7) / 8 * 8;
        bytesReceived = bytesSent + Long.BYTES * hours;
        details = bytesReceived + Long.BYTES * hours;
        int behind = details + Long.BYTES * hours;
        user = format < FORMAT_WITH_USER ? ABSENT : behind;
        if (user != ABSENT) behind += 1 + MAX_USER;
        beats = format < FORMAT_WITH_BEATS ? ABSENT : behind;
        habits = beats == ABSENT ? ABSENT : behind + BeatLayout.SIZE;
        size = beats == ABSENT ? behind : habits + Habits.SIZE;
    }

    boolean isLike(PairLayout other) {
        return window == other.window && format == other.format;
    }
}
