package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/** {@code key=value} without quotes, in which values hold blanks, as Skyhigh's cloud writes it; known by an early field of it. */
final class SpacedGrammar implements Grammar {
    private static final byte[] KNOWN_BY = Ascii.bytes(" http_action=");
    private static final int MAX_BEFORE = 512;

    private final SpacedPairs pairs = new SpacedPairs();

    @Override
    public boolean begin(Message message) {
        Slice body = message.body();
        byte[] text = body.array();
        boolean quoted = Ascii.indexOf(text, body.from(), Math.min(body.to(), body.from() + MAX_BEFORE), '"') >= 0;
        int limit = Math.min(body.to(), body.from() + MAX_BEFORE);
        if (quoted || Ascii.indexOf(text, body.from(), limit, KNOWN_BY) < 0) return false;
        pairs.wrap(text, body.from(), body.to());
        return true;
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
