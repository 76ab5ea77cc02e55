package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * {@code key=value} without quotes, in which values hold blanks, as Skyhigh's cloud and Forcepoint Web write it; known by an early
 * field of each.
 */
final class SpacedGrammar implements Grammar {
    private static final byte[][] KNOWN_BY = {
        Ascii.bytes(" http_action="), Ascii.bytes("vendor=Forcepoint "), Ascii.bytes("vendor=Websense ")
    };
    private static final int MAX_BEFORE = 512;

    private final SpacedPairs pairs = new SpacedPairs();

    @Override
    public boolean begin(Message message) {
        Slice body = message.body();
        byte[] text = body.array();
        boolean quoted = Ascii.indexOf(text, body.from(), Math.min(body.to(), body.from() + MAX_BEFORE), '"') >= 0;
        int limit = Math.min(body.to(), body.from() + MAX_BEFORE);
        if (quoted || !isKnown(text, body.from(), limit)) return false;
        pairs.wrap(text, body.from(), body.to());
        return true;
    }

    private static boolean isKnown(byte[] text, int from, int limit) {
        for (byte[] field : KNOWN_BY) {
            if (Ascii.indexOf(text, from, limit, field) >= 0) return true;
        }
        return false;
    }

    @Override
    public boolean next() {
        return pairs.next();
    }

    @Override
    public Slice key() {
        return pairs.key();
    }

    @Override
    public Slice value() {
        return pairs.value();
    }
}
