package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;

/**
 * The user behind an endpoint of a Cisco firewall: {@code (domain\\user)} or {@code (domain\\user, 12)}, in old releases a
 * bare word; else the one in parentheses that ends the line. Owned by one pipeline.
 */
final class CiscoUser {
    private static final byte[] TO = Ascii.bytes(" to ");
    private static final byte[] DURATION = Ascii.bytes(" duration ");
    private static final int MOST = 64;

    private final Address address = new Address();

    /** Reads the user of the endpoint that ends at {@code from}; what belongs to it ends at {@code limit}, the line at {@code to}. */
    void read(byte[] text, int from, int limit, int to, Flow flow) {
        if (inParentheses(text, from, limit, flow) || bareWord(text, from, to, flow)) return;
        lineEnd(text, from, to, flow);
    }

    /** Reads {@code (domain\\user)} or {@code (domain\\user, …)} alone; whether it stood there. */
    static boolean inParentheses(byte[] text, int from, int limit, Flow flow) {
        int backslash = Ascii.indexOf(text, from, limit, '\\');
        int parenthesis = Ascii.lastIndexOf(text, from, Math.max(from, backslash), '(');
        if (parenthesis < 0) return false;
        int end = backslash;
        while (end < limit && text[end] != ')' && text[end] != ',') end++;
        if (end < limit) UserName.read(text, parenthesis + 1, end, flow);
        return true;
    }

    private static boolean bareWord(byte[] text, int from, int to, Flow flow) {
        if (from >= to || text[from] != ' ') return false;
        int end = from + 1;
        while (end < to && text[end] != ' ' && text[end] != '(') end++;
        if (!Ascii.startsWith(text, end, to, TO) && !Ascii.startsWith(text, end, to, DURATION)) return false;
        UserName.read(text, from + 1, end, flow);
        return true;
    }

    /** {@code (user)} at the end of the line; an address there is what an endpoint is translated to. */
    private void lineEnd(byte[] text, int from, int to, Flow flow) {
        if (to <= from || text[to - 1] != ')') return;
        int open = Ascii.lastIndexOf(text, Math.max(from, to - MOST), to, '(');
        if (open < 0 || address.parse(text, open + 1, to - 1)) return;
        for (int i = open + 1; i < to - 1; i++) {
            if (text[i] == ' ' || text[i] == '/' || text[i] == ',') return;
        }
        UserName.read(text, open + 1, to - 1, flow);
    }
}
