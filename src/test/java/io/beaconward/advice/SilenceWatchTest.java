package io.beaconward.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Slice;
import io.beaconward.config.Settings;
import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.syslog.Roster;
import io.beaconward.syslog.Sender;
import io.beaconward.syslog.Senders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {
    private static final Duration SILENT_AFTER = Duration.ofMinutes(30);
    private static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);
    private final Roster roster = new Roster(meters, new LossHours());
    private final Senders senders =
            new Senders(new Settings.Senders(List.of(), List.of()), 1000, roster, Meters.unregistered());
    private final List<Silence> told = new ArrayList<>();
    private boolean room = true;
    private final SilenceWatch watch = new SilenceWatch(roster, SILENT_AFTER, this::take, meters);
    private Instant now = MONDAY;

    private boolean take(Silence silence) {
        if (room) told.add(silence);
        return room;
    }

    private static boolean always(LocalDateTime time) {
        return true;
    }

    private static boolean inOfficeHours(LocalDateTime time) {
        return !isWeekend(time) && !time.toLocalTime().isBefore(LocalTime.of(7, 10)) && time.getHour() < 18;
    }

    private static boolean isWeekend(LocalDateTime time) {
        return time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private Sender sender(int number) {
        Address peer = new Address();
        peer.parse("192.0.2." + number);
        return senders.find(peer, new Slice());
    }

    /** When one sender speaks: once in so many minutes, as long as that holds. */
    private record Speaker(int number, int everyMinutes, Predicate<LocalDateTime> when) {}

    private static Speaker steady(int number) {
        return new Speaker(number, 1, SilenceWatchTest::always);
    }

    /** Lets time go on, minute by minute. */
    private void pass(Duration time, Speaker... speakers) {
        for (long minute = 0; minute < time.toMinutes(); minute++) {
            LocalDateTime utc = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
            for (Speaker speaker : speakers) {
                boolean speaks = speaker.when().test(utc) && utc.getMinute() % speaker.everyMinutes() == 0;
                if (speaks)
                    sender(speaker.number())
                            .attendance()
                            .heard(1, now.plusSeconds(20).toEpochMilli());
            }
            now = now.plusSeconds(60);
            watch.look(now.toEpochMilli());
        }
    }

    private void passUntil(String time, Speaker... speakers) {
        pass(Duration.between(now, Instant.parse(time)), speakers);
    }

    private double gauge() {
        return registry.get(Metric.SENDERS_SILENT.prometheusName()).gauge().value();
    }

    @Test
    void noticesASenderThatSpokeAroundTheClockAndItsReturn() {
        pass(Duration.ofHours(26), steady(1), steady(2));
        pass(Duration.ofMinutes(29), steady(2));
        assertThat(told).isEmpty();
        pass(Duration.ofMinutes(2), steady(2));
        assertThat(told).hasSize(1);
        Silence silence = told.get(0);
        assertThat(silence.open()).isTrue();
        assertThat(silence.summary()).isEqualTo("sender 192.0.2.1 is silent since 2026-11-03 01:59 UTC");
        assertThat(gauge()).isEqualTo(1);
        assertThat(watch.silent()).extracting(SilentSender::name).containsExactly("192.0.2.1");
        pass(Duration.ofHours(5), steady(2));
        assertThat(told).hasSize(1);
        pass(Duration.ofMinutes(25), steady(1), steady(2));
        assertThat(told).hasSize(2);
        assertThat(told.get(1).open()).isFalse();
        assertThat(told.get(1).openedMillis()).isEqualTo(silence.openedMillis());
        assertThat(told.get(1).senders()).isEqualTo(silence.senders());
        assertThat(gauge()).isZero();
    }

    @Test
    void doesNotJudgeANewcomer() {
        pass(Duration.ofHours(20), steady(1), steady(2));
        pass(Duration.ofDays(3), steady(2));
        assertThat(told).isEmpty();
    }

    @Test
    void doesNotJudgeASenderThatSaysLittle() {
        pass(Duration.ofDays(20), new Speaker(1, 5, SilenceWatchTest::always), steady(2));
        pass(Duration.ofDays(3), steady(2));
        assertThat(told).isEmpty();
    }

    @Test
    void allowsThreeTimesTheLongestUsualPause() {
        Speaker bursts = new Speaker(1, 1, time -> time.getMinute() < 25);
        pass(Duration.ofDays(3), bursts, steady(2));
        assertThat(told).isEmpty();
        pass(Duration.ofMinutes(60), steady(2));
        assertThat(told).isEmpty();
        pass(Duration.ofMinutes(60), steady(2));
        assertThat(told).hasSize(1);
    }

    @Test
    void expectsNobodyAtNightsAndWeekends() {
        Speaker office = new Speaker(1, 1, SilenceWatchTest::inOfficeHours);
        pass(Duration.ofDays(35), office, steady(2));
        assertThat(told).isEmpty();
    }

    @Test
    void noticesInOfficeHoursTheSilenceOfASenderThatKeepsThem() {
        Speaker office = new Speaker(1, 1, SilenceWatchTest::inOfficeHours);
        pass(Duration.ofDays(15), office, steady(2));
        passUntil("2026-11-17T10:00:00Z", office, steady(2));
        passUntil("2026-11-17T10:35:00Z", steady(2));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).senders()).containsExactly("192.0.2.1");
    }

    @Test
    void noticesInTheMorningThatASenderDidNotComeBack() {
        Speaker office = new Speaker(1, 1, SilenceWatchTest::inOfficeHours);
        pass(Duration.ofDays(15), office, steady(2));
        passUntil("2026-11-17T08:29:00Z", steady(2));
        assertThat(told).isEmpty();
        passUntil("2026-11-17T08:35:00Z", steady(2));
        assertThat(told).hasSize(1);
    }

    @Test
    void learnsNoHabitFromAnOutage() {
        pass(Duration.ofHours(26), steady(1), steady(2));
        pass(Duration.ofHours(4), steady(2));
        pass(Duration.ofHours(26), steady(1), steady(2));
        assertThat(told).hasSize(2);
        pass(Duration.ofMinutes(35), steady(2));
        assertThat(told).hasSize(3);
    }

    @Test
    void makesOneNoticeOfAllThatFallSilentTogether() {
        Speaker[] all = new Speaker[100];
        for (int i = 0; i < all.length; i++) all[i] = new Speaker(i, 1 + i % 2, SilenceWatchTest::always);
        pass(Duration.ofHours(26), all);
        pass(Duration.ofHours(3));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).everybody()).isTrue();
        assertThat(told.get(0).count()).isEqualTo(100);
        assertThat(told.get(0).summary()).isEqualTo("no sender was heard since 2026-11-03 01:59 UTC");
        assertThat(told.get(0).evidence()).contains("100 senders (192.0.2.0, 192.0.2.1, 192.0.2.10,");
        assertThat(gauge()).isEqualTo(100);
        all[7] = new Speaker(7, 1, time -> false);
        pass(Duration.ofMinutes(5), all);
        assertThat(told).hasSize(2);
        assertThat(told.get(1).open()).isFalse();
        pass(Duration.ofMinutes(35), all);
        assertThat(told).hasSize(3);
        assertThat(told.get(2).senders()).containsExactly("192.0.2.7");
    }

    @Test
    void makesOneNoticeOfSeveralAndClosesItWithTheLast() {
        pass(Duration.ofHours(26), steady(1), steady(2), steady(3));
        pass(Duration.ofHours(1), steady(3));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).summary()).startsWith("2 senders (192.0.2.1, 192.0.2.2) are silent since ");
        pass(Duration.ofHours(1), steady(3), steady(1));
        assertThat(told).hasSize(1);
        assertThat(gauge()).isEqualTo(1);
        pass(Duration.ofHours(1), steady(3), steady(1), steady(2));
        assertThat(told).hasSize(2);
    }

    @Test
    void doesNotComeAndGoWithASenderThatTrickles() {
        pass(Duration.ofDays(15), steady(1), steady(2));
        pass(Duration.ofHours(18), new Speaker(1, 60, SilenceWatchTest::always), steady(2));
        assertThat(told).hasSize(1);
    }

    @Test
    void blamesNobodyForTheTimeInWhichTheMachineSlept() {
        pass(Duration.ofHours(26), steady(1), steady(2));
        now = now.plus(Duration.ofHours(3));
        pass(Duration.ofMinutes(29));
        assertThat(told).isEmpty();
        pass(Duration.ofMinutes(5));
        assertThat(told).hasSize(1);
    }

    @Test
    void toldAgainWhereThereWasNoRoom() {
        pass(Duration.ofHours(26), steady(1), steady(2));
        room = false;
        pass(Duration.ofMinutes(40), steady(2));
        room = true;
        pass(Duration.ofMinutes(1), steady(2));
        assertThat(told).hasSize(1);
        room = false;
        pass(Duration.ofMinutes(40), steady(1), steady(2));
        room = true;
        pass(Duration.ofMinutes(1), steady(1), steady(2));
        assertThat(told).extracting(Silence::open).containsExactly(true, false);
    }

    @Test
    void judgesNobodyWhereItIsOff() {
        SilenceWatch off = new SilenceWatch(roster, Duration.ZERO, this::take, Meters.unregistered());
        pass(Duration.ofHours(26), steady(1), steady(2));
        for (int minute = 0; minute < 100; minute++)
            off.look(now.plusSeconds(60L * minute).toEpochMilli());
        assertThat(told).isEmpty();
        assertThat(off.silent()).isEmpty();
    }
}
