package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * One JSON object (RFC 8259), perhaps behind the {@code @cee:} by which syslog daemons announce it. Each string, number and boolean is a field; its name is its path with dots between the keys,
 * whether a dot stands in a key ({@code "id.orig_h"}) or an object holds another ({@code "id":{"orig_h":…}}). The elements of an
 * array all have the array's path. Objects that only wrap a record ({@code event}, {@code Records}, {@code result}) at the top
 * give no part of the path. Broken text ends the body; nesting deeper than {@link #MAX_DEPTH} does, too. A value with which the
 * text breaks off is no field, but {@link #brokenOff} tells of it.
 */
final class JsonGrammar implements Grammar {
    static final int MAX_DEPTH = 32;

    private static final byte[] COOKIE = Ascii.bytes("@cee:");
    private static final int MAX_PATH = 256;
    private static final KeyTable WRAPPERS = KeyTable.of("event", "records", "result", "_source", "detail");

    private final JsonString strings = new JsonString();
    private final Slice key = new Slice();
    private final Slice value = new Slice();
    private final byte[] path = new byte[MAX_PATH];
    private final int[] prefixes = new int[MAX_DEPTH]; // the length of the path that an open object or array has
    private final boolean[] objects = new boolean[MAX_DEPTH];
    private byte[] text = {};
    private int at;
    private int to;
    private int depth;
    private int length;
    private boolean keyed; // a key was read, its value not yet
    private boolean brokenOff;

    @Override
    public boolean begin(Message message) {
        text = message.body().array();
        at = message.body().from();
        to = message.body().to();
        depth = 0;
        length = 0;
        brokenOff = false;
        strings.clear();
        if (Ascii.startsWith(text, at, to, COOKIE)) at = Ascii.skipBlanks(text, at + COOKIE.length, to);
        return at < to && text[at] == '{';
    }

    @Override
    public Slice key() {
        return key;
    }

    @Override
    public Slice value() {
        return value;
    }

    @Override
    public boolean next() {
        while (at < to) {
            byte b = text[at];
            switch (b) {
                case '{', '[' -> {
                    if (!open(b == '{')) return false;
                }
                case '}', ']' -> {
                    if (--depth <= 0) return false;
                    at++;
                }
                case ',', ' ', '\t', '\r', '\n' -> at++;
                case '"' -> {
                    if (inObject() && !keyed) {
                        if (!readKey()) return false;
                    } else {
                        at = strings.read(text, at, to, value);
                        return emit(at <= to);
                    }
                }
                default -> {
                    if (readBare()) return emit(at < to);
                }
            }
        }
        return false;
    }

    private boolean inObject() {
        return depth > 0 && objects[depth - 1];
    }

    private boolean open(boolean object) {
        if (depth == MAX_DEPTH) return false;
        if (depth > 0 && !inObject()) length = prefixes[depth - 1];
        boolean wraps = depth == 1 && WRAPPERS.find(path, 0, Math.min(length, MAX_PATH)) != KeyTable.NONE;
        if (wraps || depth == 0) length = 0;
        prefixes[depth] = length;
        objects[depth] = object;
        depth++;
        keyed = false;
        at++;
        return true;
    }

    private boolean readKey() {
        at = strings.read(text, at, to, value);
        int colon = Ascii.skipBlanks(text, Math.min(at, to), to);
        if (colon >= to || text[colon] != ':') return false;
        at = colon + 1;
        length = prefixes[depth - 1];
        if (length > 0 && length < MAX_PATH) path[length++] = '.';
        int copied = Math.min(value.length(), MAX_PATH - length);
        System.arraycopy(value.array(), value.from(), path, length, copied);
        length += copied;
        keyed = true;
        return true;
    }

    private boolean emit(boolean whole) {
        if (!inObject() && depth > 0) length = prefixes[depth - 1];
        key.set(path, 0, length);
        keyed = false;
        brokenOff = !whole;
        return whole;
    }

    /** Whether the body ended with a value that breaks off: {@link #key} and {@link #value} are those of it. */
    boolean brokenOff() {
        return brokenOff;
    }

    /** A number or boolean; false for null, and for what is neither. */
    private boolean readBare() {
        int from = at;
        while (at < to && !ends(text[at])) at++;
        if (at == from) {
            at++; // a lone colon
            return false;
        }
        value.set(text, from, at);
        boolean nothing = at - from == 4 && text[from] == 'n';
        if (nothing) keyed = false;
        return !nothing;
    }

    private static boolean ends(byte b) {
        return switch (b) {
            case ',', '}', ']', '{', '[', ':', '"', ' ', '\t', '\r', '\n' -> true;
            default -> false;
        };
    }
}
