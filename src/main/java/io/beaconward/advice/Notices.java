package io.beaconward.advice;

import io.beaconward.syslog.Blindness;
import io.beaconward.syslog.Numbering;
import io.beaconward.syslog.Sender;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the log what is to be told about senders: each thing once a sender, though several event loops may notice it or
 * a forgotten sender may return. For {@link #MOST} things; the next gives one line that says so, and after that nothing until
 * some of them are settled. Thread-safe.
 */
public final class Notices {
    /** Most things remembered as told. */
    static final int MOST = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private enum Kind {
        BLIND,
        WALL_CLOCK,
        STATED_ZONE,
        MISSING
    }

    private record Topic(Kind kind, String sender) {}

    private final Map<Topic, Object> told = new HashMap<>();
    private boolean toldFull;

    /** Tells that the sender, which mostly speaks {@code dialect}, became blind, or that it no longer is. */
    public void blindness(Sender sender, String dialect) {
        Blindness blindness = sender.figures().blindness();
        boolean blind = blindness != Blindness.NONE;
        Topic topic = new Topic(Kind.BLIND, sender.name());
        if (!isNews(topic, blind ? blindness : null)) return;
        if (blind) {
            LOG.warn(
                    "sender {} ({}) is blind: {}. What to do: {}",
                    sender.name(),
                    dialect,
                    BlindAdvice.reason(blindness, sender.figures().flows()),
                    BlindAdvice.remedy(blindness, dialect));
        } else {
            LOG.info("sender {} is no longer blind", sender.name());
        }
    }

    /** Tells how the sender's clock is off, or that it is right again. */
    public void clock(Sender sender, Instant now) {
        ClockView clock = ClockView.of(sender, now);
        clock(sender, Kind.WALL_CLOCK, clock.wallClockOffMillis(), ClockAdvice.wallClock(clock, now));
        clock(sender, Kind.STATED_ZONE, clock.instantOffMillis(), ClockAdvice.statedZone());
    }

    private void clock(Sender sender, Kind kind, long off, String advice) {
        if (!isNews(new Topic(kind, sender.name()), off == 0 ? null : off)) return;
        if (off == 0) {
            LOG.info("the clock of sender {} is right again", sender.name());
        } else {
            LOG.warn("the clock of sender {} is constantly {}: {}", sender.name(), ClockAdvice.off(off), advice);
        }
    }

    /** Tells that numbers of the sender's messages did not come, though it leaves out none by itself. */
    public void missing(Sender sender, Numbering numbering) {
        if (!isNews(new Topic(Kind.MISSING, sender.name()), true)) return;
        LOG.warn(
                "messages of sender {} were lost: {} of its numbers ({}) did not come, and as a rule it leaves out none. Look for"
                        + " drops at the device, the network and beaconward_socket_dropped_datagrams_total; send by TCP or TLS."
                        + " Further ones are counted at /unparsed",
                sender.name(),
                sender.attendance().missing(),
                numbering.label());
    }

    /** Whether {@code state} was not the last that was told; null: settled, which is only news if something was told. */
    private synchronized boolean isNews(Topic topic, @Nullable Object state) {
        if (state == null) return told.remove(topic) != null;
        if (told.size() >= MOST && !told.containsKey(topic)) {
            if (!toldFull) LOG.warn("more than {} things are to be said about senders; see /unparsed", MOST);
            toldFull = true;
            return false;
        }
        return !Objects.equals(told.put(topic, state), state);
    }
}
