package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;

/** What the dialects of name servers share: the name asked for, records of a reply, and addresses with a port. */
final class DnsNames {
    private static final byte[] IN = Ascii.bytes("IN");
    private static final byte[] CH = Ascii.bytes("CH");
    private static final byte[] HS = Ascii.bytes("HS");
    private static final byte[] A = Ascii.bytes("A");
    private static final byte[] AAAA = Ascii.bytes("AAAA");

    private DnsNames() {}

    /**
     * Takes the name in {@code [from, to)} as what the message asks for, without its trailing dot.
     *
     * @return false where it is the root, over 253 bytes, or has signs that no name of a host has; the flow stays as it is
     */
    static boolean query(byte[] text, int from, int to, Flow flow) {
        int end = to > from && text[to - 1] == '.' ? to - 1 : to;
        if (!HostName.isName(text, from, end)) return false;
        flow.dnsQuery().set(text, from, end);
        return true;
    }

    /** As {@link #query(byte[], int, int, Flow)}. */
    static boolean query(Slice name, Flow flow) {
        return query(name.array(), name.from(), name.to(), flow);
    }

    /** The same of {@code name/TYPE} or {@code name/TYPE/CLASS}, of which the slash belongs to the name before a digit. */
    static boolean queryWithType(byte[] text, int from, int to, Flow flow) {
        int slash = Ascii.indexOf(text, from, to, '/');
        while (slash > 0 && slash + 1 < to && Ascii.isDigit(text[slash + 1])) {
            slash = Ascii.indexOf(text, slash + 1, to, '/');
        }
        return query(text, from, slash < 0 ? to : slash, flow);
    }

    /**
     * Takes the addresses of the records that are ahead: {@code [name] [ttl] [IN] A address}, each with a semicolon or not.
     * Text in double quotes is what a stranger wrote, and left out.
     */
    static void answers(TextCursor words, Flow flow) {
        boolean announced = false; // by the time to live, or by the class
        boolean quoted = false;
        while (words.bare()) {
            Slice word = words.word();
            if (quoted || word.at(0) == '"') {
                quoted = !endsQuote(word, quoted ? 0 : 1);
                announced = false;
            } else if (announced && (word.is(A) || word.is(AAAA))) {
                announced = false;
                if (words.bare()) answer(words.word(), flow);
            } else {
                announced = word.is(IN) || isNumber(word);
            }
        }
    }

    private static boolean endsQuote(Slice word, int least) {
        int end = word.length();
        if (end > least && word.at(end - 1) == ';') end--;
        return end > least && word.at(end - 1) == '"' && (end < 2 || word.at(end - 2) != '\\');
    }

    private static void answer(Slice word, Flow flow) {
        int end = word.to();
        if (end > word.from() && word.array()[end - 1] == ';') end--;
        flow.answers().add(word.array(), word.from(), end);
    }

    private static boolean isNumber(Slice word) {
        for (int i = 0; i < word.length(); i++) {
            if (!Ascii.isDigit(word.at(i))) return false;
        }
        return !word.isEmpty();
    }

    /** Reads {@code address#port}; the port, or {@link Decimal#NONE} where {@code [from, to)} is none. */
    static long port(byte[] text, int from, int to, Address out) {
        int hash = Ascii.indexOf(text, from, to, '#');
        if (hash < 0 || !out.parse(text, from, hash)) return Decimal.NONE;
        return Decimal.parse(text, hash + 1, to);
    }

    /** Whether the word is the class of a question. */
    static boolean isClass(Slice word) {
        return word.is(IN) || word.is(CH) || word.is(HS);
    }
}
