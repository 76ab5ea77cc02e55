package io.beaconward.advice;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.beaconward.bytes.Address;
import io.beaconward.bytes.Slice;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.syslog.Sender;
import io.beaconward.syslog.Senders;
import io.beaconward.syslog.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NoticesTest {
    private static final Instant NOW = Instant.parse("2026-07-20T10:30:00Z");
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Logger logger = (Logger) LoggerFactory.getLogger(Notices.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Notices notices = new Notices();
    private final Senders senders = senders(false);

    private static Senders senders(boolean autoZone) {
        return new Senders(new Settings.Senders(List.of(), List.of(), autoZone), 100_000, Meters.unregistered());
    }

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    private static Sender sender(Senders senders, int number) {
        Address peer = new Address();
        peer.set(0x2001_0db8L << 32, number);
        return senders.find(peer, new Slice());
    }

    private static void makeBlind(Senders senders, Sender sender) {
        for (int i = 0; i < 201; i++) {
            sender.figures().flow(true, true, true, false);
            senders.blindnessChanged(sender, NOW.toEpochMilli() + i * 3600L);
        }
    }

    private static void clock(Sender sender, long ahead) {
        Stamp stamp = new Stamp();
        for (int i = 0; i < 400; i++) {
            long received = NOW.toEpochMilli() + i * 1000L;
            stamp.setWallClock(received + ahead);
            sender.clockChanged(stamp, received);
        }
    }

    @Test
    void saysOnceThatASenderIsBlindAndWhatToSwitchOn() {
        Sender sender = sender(senders, 7);
        makeBlind(senders, sender);
        notices.blindness(sender, "cisco-asa");
        notices.blindness(sender, "cisco-asa");
        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getLevel()).isEqualTo(Level.WARN);
        assertThat(log.list.get(0).getFormattedMessage())
                .startsWith("sender 2001:db8::7 (cisco-asa) is blind: none of its 201 flows names its destination")
                .contains("What to do:", "304001", "inspect http", "name servers");
        sender.figures().named(false);
        senders.blindnessChanged(sender, NOW.toEpochMilli() + HOUR);
        notices.blindness(sender, "cisco-asa");
        assertThat(log.list).hasSize(2);
        assertThat(log.list.get(1).getLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void saysWhichZoneToWriteAndThatTheClockCameRight() {
        Sender sender = sender(senders, 7);
        clock(sender, 2 * HOUR);
        notices.clock(sender, NOW);
        notices.clock(sender, NOW);
        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getFormattedMessage())
                .isEqualTo(
                        "the clock of sender 2001:db8::7 is constantly 2 h ahead: most likely it shows the time of a zone that"
                                + " is at UTC+02:00 now; if so, write time-zones: [{senders: 2001:db8::7, zone: Europe/Berlin}] with the"
                                + " zone's own name, or set auto-zone: true");
        clock(sender, 0);
        notices.clock(sender, NOW);
        notices.clock(sender, NOW);
        assertThat(log.list).hasSize(2);
        assertThat(log.list.get(1).getFormattedMessage()).contains("right again");
    }

    @Test
    void saysThatAClockIsCorrected() {
        Sender sender = sender(senders(true), 7);
        clock(sender, -5 * HOUR - HOUR / 2);
        notices.clock(sender, NOW);
        assertThat(log.list.get(0).getFormattedMessage())
                .contains("5 h 30 min behind", "UTC-05:30", "until then it is corrected");
    }

    @Test
    void saysAThousandThingsAtMost() {
        for (int i = 0; i < Notices.MOST + 500; i++) {
            Sender sender = sender(senders, i);
            makeBlind(senders, sender);
            notices.blindness(sender, "mikrotik");
        }
        assertThat(log.list).hasSize(Notices.MOST + 1);
        assertThat(log.list.get(Notices.MOST).getFormattedMessage()).contains("/unparsed");
    }
}
