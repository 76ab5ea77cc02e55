package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;

/**
 * Messages of Cisco firewalls about packets: two endpoints behind two fixed words, and mostly a verdict. Which words, the
 * message's number says. A message that states no verdict of its own is left undecided. One that is not known by its number but
 * names two endpoints as the others do tells who talked to whom, beside a message that counts the connection.
 */
final class CiscoPackets {
    private static final byte[] FROM = Ascii.bytes(" from ");
    private static final byte[] TO = Ascii.bytes(" to ");
    private static final byte[] FOR = Ascii.bytes(" for ");
    private static final byte[] SRC = Ascii.bytes(" src ");
    private static final byte[] DST = Ascii.bytes(" dst ");
    private static final byte[] DEST = Ascii.bytes(" dest ");
    private static final byte[] LADDR = Ascii.bytes(" laddr ");
    private static final byte[] SRC_EQUALS = Ascii.bytes(" src = ");
    private static final byte[] DEST_EQUALS = Ascii.bytes(" dest = ");
    private static final byte[] PACKET = Ascii.bytes(" packet: ");
    private static final byte[] SHUNNED = Ascii.bytes(" ==> ");
    private static final byte[] TO_PAT = Ascii.bytes(" to PAT address ");
    private static final byte[] FADDR = Ascii.bytes(" faddr ");
    private static final byte[] ARROW = Ascii.bytes(" -> ");
    private static final byte[] ACCESS_LIST = Ascii.bytes("access-list ");
    private static final byte[] CLIENT = Ascii.bytes(" client ");
    private static final byte[] FLOW = Ascii.bytes(" flow ");

    /** Between which words other messages name two ends. */
    private static final byte[][][] PAIRS = {{FROM, TO}, {SRC, DST}, {CLIENT, TO}, {FLOW, TO}, {FOR, TO}};

    private static final byte[] FOR_USER = Ascii.bytes(" for user ");
    private static final byte[] AND_USER = Ascii.bytes(" user ");
    private static final byte[] PAYLOAD = Ascii.bytes(" payload: ");
    private static final byte[] DYNAMIC_FILTER = Ascii.bytes("Dynamic ");
    private static final byte[] DESTINATION = Ascii.bytes(" destination ");
    private static final byte[] LIST = Ascii.bytes(" list: ");

    private final TextCursor cursor = new TextCursor();
    private final CiscoEndpoint first = new CiscoEndpoint();
    private final CiscoEndpoint second = new CiscoEndpoint();
    private final CiscoUser user = new CiscoUser();
    private final HostName hostName = new HostName();
    private boolean endsWithEndpoint;

    /** Reads message {@code number}; false where it tells of no flow. */
    boolean read(int number, byte[] text, int from, int to, Flow flow) {
        cursor.wrap(text, from, to);
        endsWithEndpoint = endsWithEndpoint(number);
        return switch (number) {
            case 106001, 106006, 106007, 106012, 106015, 106016, 106017, 106020, 106021, 106022 ->
                denied(FROM, TO, flow);
            case 108003, 201010, 201011, 201012, 201013, 202010, 419002, 421001, 434002 -> denied(FROM, TO, flow);
            case 500003, 500004, 710003, 710004, 710005, 710006 -> denied(FROM, TO, flow);
            case 106013 -> denied(FROM, TO_PAT, flow);
            case 209003, 209004, 209005 -> denied(SRC_EQUALS, DEST_EQUALS, flow);
            case 401004 -> denied(PACKET, SHUNNED, flow);
            case 313001, 313008 -> deniedHere(flow);
            case 710002 -> between(FROM, TO, flow) && allowed(flow);
            case 106010, 106011, 106014, 106023, 305005, 305006, 305013 -> denied(SRC, DST, flow);
            case 106002, 106018 -> denied(SRC, DEST, flow);
            case 313009 -> denied(FOR, TO, flow);
            case 313004 -> denied(LADDR, TO, flow);
            case 313005 -> between(SRC, DST, flow) && portOfPayload(flow);
            case 106100, 106102, 106103 -> accessList(flow);
            case 302020, 302021 -> ping(flow);
            default -> number / 1000 == 338 ? dynamicFilter(flow) : beside(flow);
        };
    }

    /** Whether the message is documented to end with its second endpoint. */
    private static boolean endsWithEndpoint(int number) {
        return switch (number) {
            case 106002, 106010, 106013, 106017, 106018, 106020, 710005, 710006 -> true;
            default -> false;
        };
    }

    private boolean denied(byte[] beforeFirst, byte[] beforeSecond, Flow flow) {
        if (!between(beforeFirst, beforeSecond, flow)) return false;
        flow.action(Flow.Action.BLOCKED);
        return true;
    }

    /** A packet to the firewall itself, which does not name its own address. */
    private boolean deniedHere(Flow flow) {
        flow.action(Flow.Action.BLOCKED);
        return cursor.behind(FROM) && first.read(cursor.text(), cursor.at(), cursor.to()) && first.toSource(flow);
    }

    private static boolean allowed(Flow flow) {
        flow.action(Flow.Action.ALLOWED);
        return true;
    }

    private boolean between(byte[] beforeFirst, byte[] beforeSecond, Flow flow) {
        if (!cursor.behind(beforeFirst) || !first.read(cursor.text(), cursor.at(), cursor.to())) return false;
        cursor.at(first.end());
        if (!cursor.behind(beforeSecond)) return false;
        if (!second.read(cursor.text(), cursor.at(), cursor.to(), endsWithEndpoint)) return false;
        CiscoUser.inParentheses(cursor.text(), first.end(), cursor.at(), flow);
        cursor.at(second.end());
        return flow(first, second, flow);
    }

    private boolean flow(CiscoEndpoint client, CiscoEndpoint server, Flow flow) {
        if (!client.toSource(flow)) return false;
        server.toDestination(hostName, flow);
        return true;
    }

    /** An ICMP error names no ports; the packet it is about does. */
    private boolean portOfPayload(Flow flow) {
        if (!cursor.behind(PAYLOAD) || !cursor.behind(DST)) return true;
        if (second.read(cursor.text(), cursor.at(), cursor.to())) flow.destinationPort(second.port());
        return true;
    }

    /** {@code access-list NAME permitted tcp [for user NAME] interface/host(port) -> interface/host(port) …}. */
    private boolean accessList(Flow flow) {
        if (!cursor.over(ACCESS_LIST)) return false;
        Slice verdict = cursor.skip(2);
        flow.action(Verdicts.of(verdict) == Flow.Action.BLOCKED ? Flow.Action.BLOCKED : Flow.Action.ALLOWED);
        cursor.next();
        if (cursor.over(FOR_USER) && cursor.next()) UserName.read(cursor.word(), flow);
        int from = Ascii.skipBlanks(cursor.text(), cursor.at(), cursor.to());
        if (!first.readOfAccessList(cursor.text(), from, cursor.to())) return false;
        cursor.at(first.end());
        if (!cursor.behind(ARROW)) return false;
        CiscoUser.inParentheses(cursor.text(), first.end(), cursor.at(), flow);
        return second.readOfAccessList(cursor.text(), cursor.at(), cursor.to()) && flow(first, second, flow);
    }

    /**
     * {@code faddr foreign/number gaddr … laddr local/number}. The client's number is the identifier that it chose, the
     * other's 0; where that does not decide, the local side is the client.
     */
    private boolean ping(Flow flow) {
        if (!cursor.behind(FADDR) || !first.read(cursor.text(), cursor.at(), cursor.to())) return false;
        if (!cursor.behind(LADDR) || !second.read(cursor.text(), cursor.at(), cursor.to())) return false;
        boolean foreign = first.isAddress() && first.port() > 0 && second.port() == 0;
        if (!flow(foreign ? first : second, foreign ? second : first, flow)) return false;
        user.read(cursor.text(), second.end(), cursor.to(), cursor.to(), flow);
        return true;
    }

    /** {@code Dynamic Filter dropped … from E to E, destination … resolved from dynamic list: name, …}. */
    private boolean dynamicFilter(Flow flow) {
        if (!cursor.over(DYNAMIC_FILTER)) return false;
        cursor.next();
        cursor.next();
        flow.action(Verdicts.of(cursor.word()) == Flow.Action.BLOCKED ? Flow.Action.BLOCKED : Flow.Action.ALLOWED);
        if (!between(FROM, TO, flow)) return false;
        if (cursor.behind(DESTINATION) && cursor.behind(LIST) && cursor.next()) name(flow);
        return true;
    }

    /** The list's entry: a name, or a range of addresses, which is not where the packet went. */
    private void name(Flow flow) {
        Slice word = cursor.word();
        boolean closed = !word.isEmpty() && word.at(word.length() - 1) == ',';
        if (closed) hostName.readName(word.array(), word.from(), word.to() - 1, flow);
    }

    /**
     * Translations, logins, handshakes, attacks: two ends between words of {@link #PAIRS}; a verdict stands before them, a user
     * before or behind.
     */
    private boolean beside(Flow flow) {
        int from = cursor.at();
        for (byte[][] words : PAIRS) {
            cursor.at(from);
            if (!between(words[0], words[1], flow)) continue;
            user(flow);
            cursor.at(from);
            cursor.behind(words[0]);
            int before = cursor.at();
            flow.action(Verdicts.within(cursor.text(), from, before));
            int named = Ascii.indexOf(cursor.text(), from, before, FOR_USER);
            if (named >= 0) UserName.read(cursor.text(), named + FOR_USER.length, before - words[0].length, flow);
            flow.phase(Flow.Phase.INTERIM);
            return true;
        }
        return false;
    }

    /** {@code for user "NAME"}, {@code , user NAME Retrieved file …}. */
    private void user(Flow flow) {
        if (!cursor.behind(FOR_USER) && !cursor.over(AND_USER)) return;
        boolean whole = cursor.next() && (!cursor.atEnd() || isQuoted(cursor.word()));
        if (whole) UserName.read(cursor.word(), flow);
    }

    private boolean isQuoted(Slice word) {
        return word.to() < cursor.to() && cursor.text()[word.to()] == '"';
    }
}
