package io.beaconward.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Cidr;
import io.beaconward.bytes.Slice;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendersTest {
    private static final long NOW = Instant.parse("2026-05-20T10:30:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Address peer = new Address();
    private final Message message = new Message();

    private Senders senders(int limit, boolean autoZone) {
        return new Senders(new Settings.Senders(List.of(), List.of(), autoZone), limit, new Meters(registry));
    }

    private Sender find(Senders senders, String address) {
        peer.parse(address);
        return senders.find(peer, new Slice());
    }

    private void unknown(Senders senders, String address, String text, long at) {
        message.clear();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        message.body().set(bytes, 0, bytes.length);
        message.receivedMillis(at);
        message.sender(find(senders, address));
        senders.unknown(message);
    }

    /** A word that no other number gives. */
    private static String word(int number) {
        return "word" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
    }

    @Test
    void countsMessagesByShapeWithTheirFirstAndLastTime() {
        Senders senders = senders(10, false);
        unknown(senders, "192.0.2.1", "job 17 done", NOW);
        unknown(senders, "192.0.2.1", "job 4711 done", NOW + 5);
        unknown(senders, "192.0.2.1", "job failed", NOW + 6);
        unknown(senders, "192.0.2.2", "job 1 done", NOW + 7);
        List<Shape> shapes = find(senders, "192.0.2.1").figures().shapes().all();
        assertThat(shapes).extracting(Shape::text).containsExactly("job 0 done", "job failed");
        assertThat(shapes).extracting(Shape::count).containsExactly(2L, 1L);
        assertThat(shapes.get(0).first()).isEqualTo(NOW);
        assertThat(shapes.get(0).last()).isEqualTo(NOW + 5);
        assertThat(find(senders, "192.0.2.1").figures().unknownMessages()).isEqualTo(3);
    }

    @Test
    void keepsSixteenShapesOfASenderAndCountsTheRest() {
        Senders senders = senders(10, false);
        for (int i = 0; i < 50; i++) unknown(senders, "192.0.2.1", word(i), NOW);
        Shapes shapes = find(senders, "192.0.2.1").figures().shapes();
        assertThat(shapes.all()).hasSize(Shapes.MOST);
        assertThat(shapes.others()).isEqualTo(50 - Shapes.MOST);
    }

    @Test
    void aShapeThatWasNotSeenForADayMakesWay() {
        Senders senders = senders(10, false);
        for (int i = 0; i < 16; i++) unknown(senders, "192.0.2.1", word(i), NOW);
        for (int i = 1; i < 16; i++) unknown(senders, "192.0.2.1", word(i), NOW + 24 * HOUR);
        unknown(senders, "192.0.2.1", "something new", NOW + 25 * HOUR);
        Shapes shapes = find(senders, "192.0.2.1").figures().shapes();
        assertThat(shapes.all())
                .extracting(Shape::text)
                .contains("something new")
                .doesNotContain(word(0));
        assertThat(shapes.others()).isEqualTo(1);
    }

    @Test
    void keepsABoundedNumberOfShapesInAllAndLeavesRoomForLaterSenders() {
        Senders senders = senders(1000, false);
        for (int sender = 0; sender < 60; sender++) {
            for (int i = 0; i < 20; i++) unknown(senders, "192.0.2." + sender, word(i), NOW);
        }
        List<Integer> sizes =
                senders.all().stream().map(s -> s.figures().shapes().size()).toList();
        assertThat(sizes).hasSize(60).allMatch(size -> size >= 1);
        assertThat(sizes.stream().mapToInt(size -> size).sum()).isLessThanOrEqualTo(UnknownMessages.MOST);
    }

    @Test
    void aForgottenSenderGivesBackItsRoom() {
        Senders senders = senders(3, false);
        for (int sender = 0; sender < 200; sender++) {
            for (int i = 0; i < 16; i++) unknown(senders, "192.0.2." + sender, word(i), NOW);
        }
        assertThat(senders.all()).hasSize(3).allMatch(s -> s.figures().shapes().size() == 16);
    }

    @Test
    void aSenderIsBlindAfterTwoHundredFlowsOverTenMinutesOfWhichNoneHasAName() {
        Senders senders = senders(2, false);
        Sender sender = find(senders, "192.0.2.1");
        for (int i = 0; i < 199; i++)
            assertThat(flow(senders, sender, false, NOW + i)).isFalse();
        assertThat(flow(senders, sender, false, NOW + 200)).isFalse();
        assertThat(flow(senders, sender, false, NOW + SenderFigures.MILLIS_TO_JUDGE))
                .isTrue();
        assertThat(flow(senders, sender, false, NOW + HOUR)).as("only once").isFalse();
        assertThat(sender.figures().blindness()).isEqualTo(Blindness.NO_NAMES);
        assertThat(blind()).isEqualTo(1);
        assertThat(flow(senders, sender, true, NOW + HOUR)).isTrue();
        assertThat(sender.figures().blindness()).isEqualTo(Blindness.NONE);
        assertThat(blind()).isZero();
    }

    @Test
    void aForgottenSenderIsNoLongerBlind() {
        Senders senders = senders(1, false);
        Sender sender = find(senders, "192.0.2.1");
        for (int i = 0; i < 300; i++) flow(senders, sender, false, NOW + i * 10_000L);
        assertThat(blind()).isEqualTo(1);
        find(senders, "192.0.2.2");
        assertThat(blind()).isZero();
    }

    private static boolean flow(Senders senders, Sender sender, boolean named, long now) {
        sender.figures().flow(true, true, true, false);
        if (named) sender.figures().named(false);
        return senders.blindnessChanged(sender, now);
    }

    private double blind() {
        return registry.get("beaconward_senders_blind").gauge().value();
    }

    @Test
    void aSenderWhoseFlowsAreAllBlockedOrNameNobodyIsBlindAsWell() {
        assertThat(SenderFigures.judge(200, 200, 200, 200)).isEqualTo(Blindness.ONLY_BLOCKED);
        assertThat(SenderFigures.judge(200, 200, 1, 199)).isEqualTo(Blindness.NONE);
        assertThat(SenderFigures.judge(200, 0, 0, 0)).isEqualTo(Blindness.NO_SOURCE);
        assertThat(SenderFigures.judge(199, 0, 0, 0)).isEqualTo(Blindness.NONE);
    }

    private static Stamp wallClock(long millis) {
        Stamp stamp = new Stamp();
        stamp.setWallClock(millis);
        return stamp;
    }

    private static Stamp instant(long millis) {
        Stamp stamp = new Stamp();
        stamp.setInstant(millis);
        return stamp;
    }

    /** A sender two hours ahead, as far as its times state no zone. */
    private Sender twoHoursAhead(boolean autoZone) {
        Sender sender = find(senders(10, autoZone), "192.0.2.1");
        boolean changed = false;
        for (int i = 0; i < 200; i++) {
            long received = NOW + i * 5000L;
            changed |= sender.clockChanged(wallClock(received + 2 * HOUR - 300), received);
            assertThat(sender.clockChanged(instant(received - 300), received)).isFalse();
        }
        assertThat(changed).isTrue();
        assertThat(sender.wallClockOffMillis()).isEqualTo(-2 * HOUR);
        assertThat(sender.instantOffMillis()).isZero();
        return sender;
    }

    @Test
    void correctsNothingUnlessItIsTold() {
        Sender sender = twoHoursAhead(false);
        assertThat(sender.isCorrected()).isFalse();
        assertThat(wallClock(NOW + 2 * HOUR).toMillis(sender, NOW)).isEqualTo(NOW + 2 * HOUR);
    }

    @Test
    void correctsTimesWithoutAZoneOnly() {
        Sender sender = twoHoursAhead(true);
        assertThat(wallClock(NOW + 2 * HOUR).toMillis(sender, NOW)).isEqualTo(NOW);
        assertThat(wallClock(NOW + 2 * HOUR - 60_000).toMillis(sender, NOW)).isEqualTo(NOW - 60_000);
        assertThat(instant(NOW + 2 * HOUR).toMillis(sender, NOW)).isEqualTo(NOW + 2 * HOUR);
        assertThat(wallClock(NOW + 2 * HOUR).uncorrectedMillis(sender, NOW)).isEqualTo(NOW + 2 * HOUR);
    }

    @Test
    void endsTheCorrectionAtOnceWhenTheClockComesRight() {
        Sender sender = twoHoursAhead(true);
        assertThat(wallClock(NOW - 300).toMillis(sender, NOW)).isEqualTo(NOW - 300);
        for (int i = 0; i < 200; i++) {
            long received = NOW + HOUR + i * 5000L;
            sender.clockChanged(wallClock(received - 300), received);
        }
        assertThat(sender.isCorrected()).isFalse();
        assertThat(sender.wallClockOffMillis()).isZero();
    }

    @Test
    void aMixtureOfRightAndWrongTimesIsNotCorrected() {
        Sender sender = find(senders(10, true), "192.0.2.1");
        for (int i = 0; i < 2000; i++) {
            long received = NOW + i * 5000L;
            assertThat(sender.clockChanged(wallClock(received + (i % 4 == 0 ? 0 : HOUR)), received))
                    .isFalse();
        }
        assertThat(sender.isCorrected()).isFalse();
    }

    private static Settings.Senders berlin(String senders, boolean autoZone) {
        Settings.Senders.Zone zone =
                new Settings.Senders.Zone(Cidr.parse(senders).orElseThrow(), ZoneId.of("Europe/Berlin"));
        return new Settings.Senders(List.of(zone), List.of(), autoZone);
    }

    @Test
    void otherZonesHoldForSendersThatAreKnownAndWhatIsKnownOfThemStays() {
        Senders senders = senders(10, true);
        Sender moved = find(senders, "192.0.2.1");
        Sender stays = find(senders, "198.51.100.1");
        for (Sender sender : List.of(moved, stays)) {
            for (int i = 0; i < 200; i++) sender.clockChanged(wallClock(NOW + i * 5000L + 2 * HOUR), NOW + i * 5000L);
            assertThat(sender.isCorrected()).isTrue();
        }
        stays.figures().read(3);
        stays.layout(5);
        stays.lastDialect(7);
        senders.renew(berlin("192.0.2.0/24", true), 10);

        assertThat(find(senders, "192.0.2.1")).isSameAs(moved);
        assertThat(wallClock(NOW + 2 * HOUR).toMillis(moved, NOW))
                .as("summer time")
                .isEqualTo(NOW);
        assertThat(moved.isCorrected())
                .as("what was known was of the other zone")
                .isFalse();
        assertThat(find(senders, "198.51.100.1")).isSameAs(stays);
        assertThat(stays.isCorrected()).isTrue();
        assertThat(stays.figures().messages()).isEqualTo(1);
        assertThat(stays.layout()).isEqualTo(5);
        assertThat(stays.lastDialect()).isEqualTo(7);

        senders.renew(berlin("192.0.2.0/24", false), 10);
        assertThat(stays.isCorrected()).isFalse();
        assertThat(stays.wallClockOffMillis()).as("still known").isEqualTo(-2 * HOUR);
    }

    @Test
    void aSmallerNumberOfSendersHoldsFromTheNextNewOne() {
        Senders senders = senders(10, false);
        for (int i = 1; i <= 5; i++) find(senders, "192.0.2." + i);
        senders.renew(new Settings.Senders(List.of(), List.of()), 2);
        assertThat(senders.all()).hasSize(5);
        find(senders, "192.0.2.6");
        assertThat(senders.all()).extracting(Sender::name).containsExactly("192.0.2.5", "192.0.2.6");
    }
}
