package io.beaconward.syslog;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Cidr;
import io.beaconward.bytes.Slice;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The senders of one event loop. A sender is the peer; behind a relay, the header's host name with it. At the limit the
 * one unheard of for longest is forgotten, with all that was counted of it. Finding a known sender allocates nothing. Not
 * thread-safe.
 */
public final class Senders {
    private static final int MAX_HOST = 255;

    private final Roster roster;
    private Settings.Senders settings;
    private int limit;
    private final Map<Id, Sender> senders = new LinkedHashMap<>(16, 0.75f, true);
    private final Id probe = new Id();
    private final Address hostAddress = new Address();
    private final UnknownMessages unknownMessages = new UnknownMessages();
    private final Tally held;
    private final Tally forgotten;
    private final Tally blind;
    private int made;

    /** The sender found last, so that it is the one heard last; null where a relay's was found since. */
    private @Nullable Sender last;

    private final Address lastPeer = new Address();

    /** Those of the only event loop. */
    public Senders(Settings.Senders settings, int limit, Meters meters) {
        this(settings, limit, Roster.alone(), meters);
    }

    /** @param roster shared by all event loops */
    public Senders(Settings.Senders settings, int limit, Roster roster, Meters meters) {
        this.settings = settings;
        this.limit = limit;
        this.roster = roster;
        this.held = meters.level(Metric.SENDERS);
        this.forgotten = meters.tally(Metric.SENDERS_FORGOTTEN);
        this.blind = meters.level(Metric.SENDERS_BLIND);
    }

    /**
     * Goes by other settings from now on; on the event loop. Senders stay what they are, with all that is remembered of them: a
     * relay that was not one before is another sender with each host that it speaks for.
     */
    public void renew(Settings.Senders now, int most) {
        limit = most;
        if (now.equals(settings)) return;
        settings = now;
        last = null;
        for (Sender sender : senders.values()) {
            boolean known = hostAddress.parse(sender.address());
            sender.zone(known ? zone(hostAddress) : ZoneOffset.UTC.getRules(), now.autoZone());
        }
    }

    /** Has the next message of each sender tried by all dialects; on the event loop, when there are others. */
    public void forgetDialects() {
        for (Sender sender : senders.values()) sender.forgetDialect();
    }

    /** Counts a message of one of the senders that nobody could read. */
    public void unknown(Message message) {
        SenderFigures figures = message.sender().figures();
        figures.unknown();
        unknownMessages.add(message.app(), message.body(), figures.shapes(), message.receivedMillis());
    }

    /** Whether one of the senders became blind, in another way, or no longer is; to be asked after each of its flows. */
    public boolean blindnessChanged(Sender sender, long nowMillis) {
        boolean before = isBlind(sender);
        if (!sender.figures().blindnessChanged(nowMillis)) return false;
        if (isBlind(sender) != before) blind.add(before ? -1 : 1);
        return true;
    }

    private static boolean isBlind(Sender sender) {
        return sender.figures().blindness() != Blindness.NONE;
    }

    /** All senders, the one heard last at the end; to be looked at on the event loop, at once. */
    public Collection<Sender> all() {
        return Collections.unmodifiableCollection(senders.values());
    }

    /** The sender of a message from {@code peer} whose header names {@code host}, which may be empty. */
    public Sender find(Address peer, Slice host) {
        boolean relayed = !host.isEmpty() && isRelay(peer);
        if (relayed) {
            last = null;
        } else if (last != null && lastPeer.sameAs(peer)) {
            return last;
        }
        probe.set(peer, host, relayed);
        Sender known = senders.get(probe);
        Sender found = known == null ? add(peer, relayed) : known;
        if (!relayed) {
            last = found;
            lastPeer.set(peer);
        }
        return found;
    }

    private boolean isRelay(Address peer) {
        for (int i = 0; i < settings.relays().size(); i++) {
            if (settings.relays().get(i).contains(peer)) return true;
        }
        return false;
    }

    private Sender add(Address peer, boolean relayed) {
        while (senders.size() >= limit) forgetOne();
        Id id = probe.copy();
        Address zoned = relayed && hostAddress.parse(id.host, 0, id.hostLength) ? hostAddress : peer;
        made = made + 1 & Integer.MAX_VALUE;
        String name = relayed ? id.hostText() + " via " + peer : peer.toString();
        Sender sender = new Sender(name, zoned.toString(), zone(zoned), settings.autoZone(), made, roster.join(name));
        senders.put(id, sender);
        held.increment();
        return sender;
    }

    private void forgetOne() {
        Iterator<Sender> oldest = senders.values().iterator();
        Sender sender = oldest.next();
        oldest.remove();
        unknownMessages.forget(sender.figures().shapes());
        roster.leave(sender.attendance());
        if (isBlind(sender)) blind.add(-1);
        forgotten.increment();
        held.add(-1);
    }

    private ZoneRules zone(Address address) {
        for (Settings.Senders.Zone zone : settings.zones()) {
            Cidr block = zone.address();
            if (block.contains(address)) return zone.zone().getRules();
        }
        return ZoneOffset.UTC.getRules();
    }

    /** Who a sender is. Mutable only as the probe, which never becomes a key itself. */
    private static final class Id {
        private long high;
        private long low;
        private byte[] host = new byte[MAX_HOST];
        private int hostLength;

        void set(Address peer, Slice name, boolean relayed) {
            high = peer.high();
            low = peer.low();
            hostLength = relayed ? Math.min(name.length(), MAX_HOST) : 0;
            for (int i = 0; i < hostLength; i++) host[i] = Ascii.lower(name.at(i));
        }

        Id copy() {
            Id copy = new Id();
            copy.high = high;
            copy.low = low;
            copy.host = Arrays.copyOf(host, hostLength);
            copy.hostLength = hostLength;
            return copy;
        }

        /** For logs: without control characters, which would let a sender write log lines of his own. */
        String hostText() {
            return new String(host, 0, hostLength, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Id id
                    && high == id.high
                    && low == id.low
                    && Arrays.equals(host, 0, hostLength, id.host, 0, id.hostLength);
        }

        @Override
        public int hashCode() {
            long hash = high * 31 + low;
            for (int i = 0; i < hostLength; i++) hash = hash * 31 + host[i];
            return Long.hashCode(hash * 0x9e37_79b9_7f4a_7c15L);
        }
    }
}
