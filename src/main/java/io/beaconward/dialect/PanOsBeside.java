package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.syslog.Message;

/**
 * Whether a PAN-OS log in a format that names its fields tells of a session beside the log that counts it, as {@link PanOs} says of
 * the comma-separated ones: threats but URLs, decryption, tunnels. Their addresses may be those of the server's answer.
 */
final class PanOsBeside implements Mapping.Sign {
    private static final byte[] THREAT = Ascii.bytes("threat");
    private static final byte[] URL = Ascii.bytes("url");
    private static final byte[][] OTHERS = {Ascii.bytes("decryption"), Ascii.bytes("tunnel")};

    private final int one;
    private final int other;

    /** Takes the two fields that say the type and the subtype, either way round. */
    PanOsBeside(String oneField, String otherField, Vocabulary vocabulary) {
        one = vocabulary.number(oneField);
        other = vocabulary.number(otherField);
    }

    @Override
    public boolean holds(Message message, Fields fields) {
        for (byte[] type : OTHERS) {
            if (is(fields, type)) return true;
        }
        return is(fields, THREAT) && !is(fields, URL);
    }

    private boolean is(Fields fields, byte[] word) {
        return fields.is(one, word) || fields.is(other, word);
    }
}
