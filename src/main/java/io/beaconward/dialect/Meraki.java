package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;

/** What a Cisco Meraki message says beside its pairs: the verdict, the request, the time. Owned by one pipeline. */
final class Meraki implements Finish {
    private static final byte[] PATTERN = Ascii.bytes("pattern: ");
    private static final byte[] REQUEST = Ascii.bytes("request: ");

    private final FieldReader reader = new FieldReader();
    private final Slice words = new Slice();

    @Override
    public void finish(Message message, Fields fields, Flow flow) {
        Slice body = message.body();
        byte[] text = body.array();
        if (flow.action() == Flow.Action.UNDECIDED) {
            int pattern = behind(text, PATTERN, body);
            flow.action(pattern < 0 ? secondWord(body) : pattern(text, pattern, body.to()));
        }
        int request = behind(text, REQUEST, body);
        if (request >= 0 && request < body.to()) {
            reader.read(Field.REQUEST, words.set(text, request, body.to()), flow);
            if (flow.action() == Flow.Action.UNDECIDED) flow.action(Flow.Action.ALLOWED);
        }
        time(body, flow);
    }

    /** The first of the words before the kind of message that is a time. */
    private static void time(Slice body, Flow flow) {
        byte[] text = body.array();
        int end = KeyValueVendors.merakiWord(body);
        for (int at = body.from(); at < end; at = Ascii.indexOf(text, at, end, ' ') + 1) {
            if (StampParser.epoch(text, at, end, flow.time()) > 0) return;
        }
    }

    private static int behind(byte[] text, byte[] word, Slice body) {
        int at = Ascii.indexOf(text, body.from(), body.to(), word);
        return at < 0 ? Ascii.NONE : at + word.length;
    }

    /** Of {@code flows allow src=…}. */
    private static Flow.Action secondWord(Slice body) {
        int word = KeyValueVendors.merakiWord(body);
        int blank = word < 0 ? Ascii.NONE : Ascii.indexOf(body.array(), word, body.to(), ' ');
        return blank < 0 ? Flow.Action.UNDECIDED : verdict(body.array(), blank + 1, body.to());
    }

    /** Of {@code 1 all}, {@code allow all}, {@code Group Policy Allow}. */
    private static Flow.Action pattern(byte[] text, int from, int to) {
        Flow.Action first = verdict(text, from, to);
        return first == Flow.Action.UNDECIDED ? Verdicts.within(text, from, to) : first;
    }

    private static Flow.Action verdict(byte[] text, int from, int to) {
        int end = Ascii.until(text, from, to, ' ');
        if (end - from == 1 && text[from] == '0') return Flow.Action.ALLOWED;
        if (end - from == 1 && text[from] == '1') return Flow.Action.BLOCKED;
        return Ascii.indexOf(text, from, end, '=') >= 0 ? Flow.Action.UNDECIDED : Verdicts.within(text, from, end);
    }
}
