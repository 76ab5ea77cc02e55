package io.beaconward.dialect;

import io.beaconward.bytes.Slice;
import io.beaconward.bytes.Words;
import java.util.Arrays;

/**
 * Which dialect read the bodies that began so, sender by sender: a relay, and a device that writes several logs, mixes them. The
 * beginning is the first eight bytes, all digits as one. What is remembered is a guess, to be tried first; where two beginnings
 * share a place, the latter has it. Owned by one pipeline; allocates nothing after its making.
 */
final class Openings {
    private static final int PLACES = 1024;
    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);
    private static final int NONE = -1;

    private final long[] openings = new long[PLACES];
    private final int[] senders = new int[PLACES];
    private final int[] dialects = new int[PLACES];
    private long opening;
    private int sender;
    private int place;

    Openings() {
        Arrays.fill(dialects, NONE);
    }

    /** The number of the dialect that read such a body of the sender last, or a negative number. */
    int find(int ofSender, Slice body) {
        sender = ofSender;
        opening = body.isEmpty() ? 0 : Words.withoutDigits(Words.first(body.array(), body.from(), body.to()));
        place = (int) (Words.spread(opening, sender) >>> SHIFT);
        return openings[place] == opening && senders[place] == sender ? dialects[place] : NONE;
    }

    /** Forgets who read such a body of the sender last. */
    void forget(int ofSender, Slice body) {
        if (find(ofSender, body) != NONE) dialects[place] = NONE;
    }

    /** Remembers the dialect that read the body looked for last. */
    void put(int dialect) {
        openings[place] = opening;
        senders[place] = sender;
        dialects[place] = dialect;
    }
}
