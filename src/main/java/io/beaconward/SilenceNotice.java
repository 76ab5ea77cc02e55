package io.beaconward;

import io.beaconward.advice.Silence;
import io.beaconward.alert.Notice;
import java.time.Instant;

/** Silent senders as a notice to people. */
final class SilenceNotice {
    private static final String RULE = "silent-sender";

    private SilenceNotice() {}

    static Notice of(Silence silence) {
        return new Notice(
                RULE,
                silence.open(),
                silence.openedMillis(),
                silence.time(),
                silence.senders(),
                silence.count(),
                silence.summary(),
                silence.evidence());
    }

    /** Ends a notice of an earlier run, since nobody knows any more whom it waited for. */
    static Notice forgotten(Notice notice, Instant now) {
        return notice.closed(
                now,
                "no longer watched: " + notice.summary(),
                "Beaconward was started anew and learns the habits of the senders again.");
    }
}
