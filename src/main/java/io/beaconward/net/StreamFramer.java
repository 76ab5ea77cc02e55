package io.beaconward.net;

import io.beaconward.bytes.Words;
import java.util.Arrays;

/**
 * Cuts one stream of bytes into frames (RFC 6587), deciding for each frame by its first bytes what ends it. Any split of
 * the stream into chunks gives the same frames. One per connection; not thread-safe. It holds the bytes of an unfinished
 * frame only: never more than the limit and one, and nothing worth naming while there is none.
 *
 * <p>Where a frame begins with 1 to 7 digits, the first not 0, exactly one space, and then
 * <ul>
 *   <li>the number is within the limit: a counted frame (section 3.4.1), that many bytes long;
 *   <li>the number is above it and the next byte is {@code <}: a counted frame as well. It is cut to the limit, the rest is
 *       skipped, and the stream stays in step;
 * </ul>
 * or else a line (section 3.4.2) up to LF, CRLF or NUL; one that is too long is cut to the limit and the rest skipped up to
 * its end. A line that many devices send raw starts with digits too: {@code 1690000000.123 …} and {@code 1,2026/…} are
 * lines by this rule, a date of eight digits is, and so is {@code 0 …}.
 *
 * <p>Line ends behind a counted frame belong to nobody and are skipped: some senders add one that they do not count. A
 * line that follows a counted frame directly means that the count was wrong, as of senders that count characters and not
 * bytes. Such a line also ends where another counted frame seems to begin ({@code 123 <}), lest everything behind it be
 * lost.
 */
final class StreamFramer {
    /** Takes the frames of a stream. */
    @FunctionalInterface
    interface Sink {
        /**
         * A frame in {@code [from, to)}, at most as long as the limit; valid until the return. Empty for an empty line.
         *
         * @param cut whether bytes are missing at its end: it was too long, or the stream ended within it
         */
        void frame(byte[] array, int from, int to, boolean cut);
    }

    private enum State {
        /** At the start of a frame, directly behind a counted one or behind the line ends that followed it. */
        BEHIND_COUNTED,
        /** At the start of a frame, or in digits and a space that may announce a count. */
        HEADER,
        /** In a line. */
        LINE,
        /** In a counted frame. */
        COUNTED,
        /** In the rest of a line that was too long. */
        REST_OF_LINE
    }

    private static final byte[] NOTHING = {};
    private static final long LINE_FEEDS = Words.each('\n');
    private static final long NULS = Words.each('\0');
    private static final int MAX_DIGITS = 7;

    /** An array of at most this many bytes is kept for the next unfinished frame; a larger one is given up. */
    private static final int KEPT_WHEN_IDLE = 512;

    private final int limit;

    private State state = State.HEADER;
    /** The frame's bytes that came with earlier chunks; the header's while it is undecided. */
    private byte[] kept = NOTHING;

    private int length;
    private int digits;
    private boolean spaced;
    /** The number announced; in a counted frame, how many of its bytes are still to come. */
    private int count;

    private boolean tooLong;
    /** Whether nothing lay between the last counted frame and this one. */
    private boolean directlyBehindCounted;

    /** @param limit longest frame, bytes */
    StreamFramer(int limit) {
        this.limit = limit;
    }

    /** Gives the frames that end in {@code [from, to)}, the stream's next bytes, to {@code sink}. */
    void read(byte[] chunk, int from, int to, Sink sink) {
        int at = from;
        while (at < to) {
            at = switch (state) {
                case BEHIND_COUNTED -> behindCounted(chunk, at, to);
                case HEADER -> header(chunk, at, to);
                case LINE -> directlyBehindCounted ? strayLine(chunk, at, to, sink) : line(chunk, at, to, sink);
                case COUNTED -> counted(chunk, at, to, sink);
                case REST_OF_LINE -> restOfLine(chunk, at, to);
            };
        }
    }

    /** The stream is over: gives what it left unfinished to {@code sink}. */
    void end(Sink sink) {
        if (length > 0) {
            if (state == State.COUNTED) sink.frame(kept, 0, length, true);
            else giveLine(kept, 0, length, sink);
        }
        forget();
        begin(State.HEADER);
        directlyBehindCounted = false;
    }

    /** The bytes held for an unfinished frame or the next one. */
    int held() {
        return kept.length;
    }

    private int behindCounted(byte[] chunk, int at, int to) {
        int i = at;
        while (i < to && (isLineEnd(chunk[i]) || chunk[i] == '\r')) i++;
        if (i > at) directlyBehindCounted = false;
        if (i < to) state = State.HEADER;
        return i;
    }

    /** Finds out what kind of frame begins. Consumes the header of a counted frame, and nothing of a line. */
    private int header(byte[] chunk, int at, int to) {
        int i = at;
        while (i < to) {
            byte b = chunk[i];
            if (spaced) return decide(b) ? i : at;
            boolean digit = isDigit(b) && (digits > 0 || b != '0');
            if (digit && digits < MAX_DIGITS) {
                count = count * 10 + b - '0';
                digits++;
            } else if (b == ' ' && digits > 0) {
                spaced = true;
            } else {
                begin(State.LINE);
                return at;
            }
            i++;
        }
        keep(chunk, at, to);
        return to;
    }

    /** Whether the number read announces a counted frame, the first byte of which is {@code first}. */
    private boolean decide(byte first) {
        tooLong = count > limit;
        boolean counted = tooLong ? first == '<' : first != ' ';
        if (!counted) {
            begin(State.LINE);
            return false;
        }
        int announced = count;
        length = 0;
        begin(State.COUNTED);
        count = announced;
        return true;
    }

    private void begin(State next) {
        state = next;
        digits = 0;
        spaced = false;
        count = 0;
    }

    private int counted(byte[] chunk, int at, int to, Sink sink) {
        int taken = Math.min(to - at, count);
        int end = at + Math.min(taken, limit - length);
        boolean whole = length == 0 && taken == count;
        if (!whole) keep(chunk, at, end);
        count -= taken;
        if (count > 0) return to;
        state = State.BEHIND_COUNTED;
        directlyBehindCounted = true;
        if (whole) {
            sink.frame(chunk, at, end, tooLong);
        } else {
            sink.frame(kept, 0, length, tooLong);
            forget();
        }
        return at + taken;
    }

    private int line(byte[] chunk, int at, int to, Sink sink) {
        int end = lineEnd(chunk, at, to);
        if (end < to && length == 0) {
            state = State.HEADER;
            giveLine(chunk, at, end, sink);
            return end + 1;
        }
        return longLine(chunk, at, end, to, sink);
    }

    /** Ends the line that began in an earlier chunk, or keeps what there is of it. */
    private int longLine(byte[] chunk, int at, int end, int to, Sink sink) {
        // One byte more than the limit is kept, for it may be the CR of the line's end.
        int room = limit + 1 - length;
        keep(chunk, at, Math.min(end, at + room));
        boolean over = end - at > room;
        if (end == to && !over) return to;
        state = end < to ? State.HEADER : State.REST_OF_LINE;
        if (over) sink.frame(kept, 0, limit, true);
        else giveLine(kept, 0, length, sink);
        forget();
        return end < to ? end + 1 : to;
    }

    /** As {@link #line}, but a counted frame may begin within it, as long as the line is not too long. */
    private int strayLine(byte[] chunk, int at, int to, Sink sink) {
        int searched = Math.min(to, at + limit + 1 - length);
        for (int i = at; i < searched && !isLineEnd(chunk[i]); i++) {
            if (chunk[i] != '<') continue;
            int header = headerBefore(chunk, at, length + i - at);
            if (header < 0) continue;
            int announced = 0;
            for (int j = header; j < length + i - at - 1; j++)
                announced = announced * 10 + byteOfLine(chunk, at, j) - '0';
            if (length == 0) {
                giveLine(chunk, at, at + header, sink);
            } else {
                if (header > length) keep(chunk, at, at + header - length);
                giveLine(kept, 0, header, sink);
                forget();
            }
            begin(State.COUNTED);
            count = announced;
            tooLong = announced > limit;
            return i;
        }
        int next = line(chunk, at, to, sink);
        if (state != State.LINE) directlyBehindCounted = false;
        return next;
    }

    /**
     * Where in the line the digits start that announce a frame whose first byte is at {@code first}, or -1. Positions
     * count from the line's start, of which there may be some in the bytes kept, and the rest from {@code at}.
     */
    private int headerBefore(byte[] chunk, int at, int first) {
        if (first < 2 || byteOfLine(chunk, at, first - 1) != ' ') return -1;
        int start = first - 1;
        while (start > 0 && first - start <= MAX_DIGITS + 1 && isDigit(byteOfLine(chunk, at, start - 1))) start--;
        int digitsRead = first - 1 - start;
        return digitsRead == 0 || digitsRead > MAX_DIGITS || byteOfLine(chunk, at, start) == '0' ? -1 : start;
    }

    private byte byteOfLine(byte[] chunk, int at, int position) {
        return position < length ? kept[position] : chunk[at + position - length];
    }

    private int restOfLine(byte[] chunk, int at, int to) {
        int end = lineEnd(chunk, at, to);
        if (end == to) return to;
        state = State.HEADER;
        return end + 1;
    }

    private void giveLine(byte[] array, int from, int to, Sink sink) {
        int end = to > from && array[to - 1] == '\r' ? to - 1 : to;
        boolean cut = end - from > limit;
        sink.frame(array, from, cut ? from + limit : end, cut);
    }

    private static int lineEnd(byte[] chunk, int from, int to) {
        int i = from;
        for (; i <= to - Words.BYTES; i += Words.BYTES) {
            long word = Words.at(chunk, i);
            long found = Words.find(word, LINE_FEEDS) | Words.find(word, NULS);
            if (found != 0) return i + Words.index(found);
        }
        while (i < to && !isLineEnd(chunk[i])) i++;
        return i;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == 0;
    }

    private void keep(byte[] chunk, int from, int to) {
        int more = to - from;
        if (more > kept.length - length) {
            int wanted = Math.max(length + more, Math.min(2 * kept.length, limit + 1));
            kept = Arrays.copyOf(kept, Math.max(wanted, Math.min(KEPT_WHEN_IDLE, limit + 1)));
        }
        System.arraycopy(chunk, from, kept, length, more);
        length += more;
    }

    private void forget() {
        length = 0;
        if (kept.length > KEPT_WHEN_IDLE) kept = NOTHING;
    }
}
