package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * The parameters of RFC 5424 structured data, {@code [id name="value" …]}, in its place or, from devices that leave the rest of
 * the header out, in the body behind a few words. The header's MSGID, or the last of these words, is a field of the name {@code msgid}.
 */
final class StructuredDataGrammar implements Grammar {
    private enum Step {
        BEFORE,
        AT_MESSAGE_ID,
        AT_PARAMETERS
    }

    private static final byte[] MESSAGE_ID = Ascii.bytes("msgid");
    private static final int MAX_BEFORE = 96;

    private final KeyValueCursor cursor = new KeyValueCursor();
    private final Slice parameters = new Slice();
    private final Slice messageIdKey = new Slice().set(MESSAGE_ID, 0, MESSAGE_ID.length);
    private final Slice messageId = new Slice();
    private Step step = Step.BEFORE;

    @Override
    public boolean begin(Message message) {
        Slice data = message.structuredData().isEmpty() ? message.body() : message.structuredData();
        byte[] text = data.array();
        int near = Math.min(data.to(), data.from() + MAX_BEFORE);
        int bracket = Ascii.indexOf(text, data.from(), near, '[');
        if (bracket < 0 || Ascii.indexOf(text, data.from(), bracket, '=') >= 0) return false;
        int from = bracket + 1;
        int end = endOfWord(text, from, data.to());
        if (end == from || end == data.to()) return false;
        boolean named = text[end] != '=';
        if (named ? !quotedPairFollows(text, end, data.to()) : !isQuoted(text, end, data.to())) return false;
        messageId.set(message.messageId());
        if (messageId.isEmpty()) lastWord(text, data.from(), bracket);
        parameters.set(text, named ? end : from, data.to());
        cursor.wrap(parameters);
        step = Step.BEFORE;
        return true;
    }

    private void lastWord(byte[] text, int from, int to) {
        int end = Ascii.trimEnd(text, from, to);
        int blank = Ascii.lastIndexOf(text, from, end, ' ');
        messageId.set(text, blank < 0 ? from : blank + 1, end);
    }

    /** Whether a quoted pair begins within the next word. */
    private static boolean quotedPairFollows(byte[] text, int from, int to) {
        int word = Ascii.skipBlanks(text, from, to);
        int end = endOfWord(text, word, Math.min(to, word + MAX_BEFORE));
        return end > word && isQuoted(text, end, to);
    }

    private static boolean isQuoted(byte[] text, int equals, int to) {
        return equals + 1 < to && text[equals] == '=' && text[equals + 1] == '"';
    }

    private static int endOfWord(byte[] text, int from, int to) {
        int i = from;
        while (i < to && text[i] != ' ' && text[i] != '=' && text[i] != '[' && text[i] != ']') i++;
        return i;
    }

    @Override
    public boolean next() {
        if (step != Step.AT_PARAMETERS) step = step == Step.BEFORE ? Step.AT_MESSAGE_ID : Step.AT_PARAMETERS;
        return step == Step.AT_MESSAGE_ID || cursor.next();
    }

    @Override
    public Slice key() {
        return step == Step.AT_PARAMETERS ? cursor.key() : messageIdKey;
    }

    @Override
    public Slice value() {
        return step == Step.AT_PARAMETERS ? cursor.value() : messageId;
    }
}
