package io.beaconward.net;

import io.beaconward.bytes.Address;
import io.beaconward.config.Settings;
import io.beaconward.metrics.ThrottledLog;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;

/** The lines that strangers can provoke here, each at most once a minute. Thread-safe. */
final class Warnings {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final ThrottledLog datagramCut;
    private final ThrottledLog frameCut;
    private final ThrottledLog unexpected;
    private final ThrottledLog datagramRefused;
    private final ThrottledLog handshakeFailed;
    private final Map<Refusal, ThrottledLog> refused = new EnumMap<>(Refusal.class);
    private final ThrottledLog notAccepted;
    private final ThrottledLog tooMuchUnfinished;
    private final String datagramCutLine;
    private volatile String frameCutLine;
    private volatile Map<Refusal, String> refusedLines;

    Warnings(Logger log, Settings.Limits limits) {
        this.datagramCut = new ThrottledLog(log, INTERVAL);
        this.frameCut = new ThrottledLog(log, INTERVAL);
        this.unexpected = new ThrottledLog(log, INTERVAL);
        this.datagramRefused = new ThrottledLog(log, INTERVAL);
        this.handshakeFailed = new ThrottledLog(log, INTERVAL);
        for (Refusal why : Refusal.values()) refused.put(why, new ThrottledLog(log, INTERVAL));
        this.notAccepted = new ThrottledLog(log, INTERVAL);
        this.tooMuchUnfinished = new ThrottledLog(log, INTERVAL);
        this.datagramCutLine = "A datagram longer than limits.datagram (" + limits.datagram()
                + " bytes) was cut; if your senders are meant to send such, raise the limit";
        this.frameCutLine = frameCut(limits);
        this.refusedLines = lines(limits);
    }

    /** Names other limits from now on. */
    void renew(Settings.Limits limits) {
        frameCutLine = frameCut(limits);
        refusedLines = lines(limits);
    }

    private static String frameCut(Settings.Limits limits) {
        return "A frame of a connection longer than limits.frame (" + limits.frame()
                + " bytes), or one that the sender did not finish, was cut; if your senders are meant to send such, raise the"
                + " limit, and check that they end their lines or count them in octets";
    }

    private static Map<Refusal, String> lines(Settings.Limits limits) {
        return Map.of(
                Refusal.LIMIT,
                "Closed a connection at once: limits.connections (" + limits.connections()
                        + ") are open; raise the limit, or find the sender that opens too many with `ss -tn`; this one was of ",
                Refusal.SENDER_LIMIT,
                "Closed a connection at once: its sender, or its /64 of IPv6, has limits.connections-per-sender ("
                        + limits.connectionsPerSender() + ") open; raise the limit if that needs more; it is ",
                Refusal.SENDER,
                "Closed a connection at once: senders.allow and senders.deny do not let its sender in; if it is one of yours,"
                        + " change them; it is ",
                Refusal.NOT_A_PROXY,
                "Closed a connection at once: listen.proxy-protocol is on and listen.proxies does not name ",
                Refusal.PROXY_HEADER,
                "Closed a connection: no header of the PROXY protocol came within 10 s, or a wrong one; have the proxy send"
                        + " it, or turn listen.proxy-protocol off; it is ");
    }

    void truncated(Transport transport) {
        switch (transport) {
            case UDP, UNIX_DATAGRAM -> datagramCut.warn(datagramCutLine);
            case TCP, TLS, UNIX -> frameCut.warn(frameCutLine);
        }
    }

    void unexpected(RuntimeException cause) {
        unexpected.warn("A frame met a defect of ours and was left out; please report it", cause);
    }

    void refused(Refusal why, Address peer) {
        Objects.requireNonNull(refused.get(why)).warnAbout(Objects.requireNonNull(refusedLines.get(why)), peer);
    }

    void datagramRefused(Address peer) {
        datagramRefused.warnAbout(
                "Left a datagram unread: senders.allow and senders.deny do not let its sender in; if it is one of yours, change"
                        + " them; it is ",
                peer);
    }

    /** @param said who failed and why */
    void handshakeFailed(String said) {
        handshakeFailed.warnAbout("A TLS handshake failed: ", said);
    }

    void tooMuchUnfinished() {
        tooMuchUnfinished.warn(
                "Closed a connection: unfinished frames of all connections hold limits.unfinished bytes; find"
                        + " the senders that do not end their lines, or raise the limit and the heap with it");
    }

    void notAccepted(Throwable cause) {
        notAccepted.warn(
                "Could not accept a connection, trying again every second; with too many open files, raise LimitNOFILE",
                cause);
    }
}
