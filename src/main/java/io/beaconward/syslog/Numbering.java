package io.beaconward.syslog;

/** Which numbers a device gives its messages: each is a sequence of its own. */
public enum Numbering {
    /** It gives none, as far as is known. */
    NONE("none"),
    /** {@code sequenceId} of the SD-ELEMENT {@code meta} (RFC 5424, 7.3.1): of what is handed over for sending. */
    SEQUENCE_ID("sequence-id"),
    /** Digits and a colon before the time, as Cisco IOS writes them; of two such numbers the first. */
    CISCO("cisco"),
    /** PAN-OS numbers the entries of each log, forwarded or not. */
    PAN_OS_TRAFFIC("pan-os"),
    PAN_OS_URL("pan-os"),
    PAN_OS_THREAT("pan-os");

    private final String label;

    Numbering(String label) {
        this.label = label;
    }

    /** For metrics and people. */
    public String label() {
        return label;
    }
}
