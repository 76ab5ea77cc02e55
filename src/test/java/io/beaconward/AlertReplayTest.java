package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.alert.Alert;
import io.beaconward.cli.Replay;
import io.beaconward.config.CatalogueFile;
import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import io.beaconward.net.Frame;
import io.beaconward.net.Transport;
import io.beaconward.watch.Catalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What {@code hunt --alerts} prints of generated logs. */
class AlertReplayTest {
    private static final Instant DAY = Instant.parse("2026-05-20T00:00:00Z");
    private static final Instant FILE_TIME = Instant.parse("2026-06-30T12:00:00Z");
    private static final Duration BEAT = Duration.ofMinutes(15);

    private final List<String> lines = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();

    private void line(Instant time, String host) {
        lines.add("<134>1 " + time + " proxy1 access 77 - - src=10.0.0.1 host=" + host
                + " bytes_sent=300 bytes_received=900 action=allow");
    }

    private void beats(Instant first, int count) {
        for (int i = 0; i < count; i++) line(first.plus(BEAT.multipliedBy(i)), "c2.workers.dev");
    }

    private static Instant at(String time) {
        return Instant.parse("2026-05-20T" + time + ":00Z");
    }

    private List<String> replayed() throws Exception {
        return replayed("baseline");
    }

    private List<String> replayed(String rules) throws Exception {
        Settings settings = Configuration.read(Optional.empty(), Map.of("BEACONWARD_RULES", rules))
                .settings();
        Catalogue catalogue = new Catalogue(CatalogueFile.read(Optional.empty()), settings.catalogue());
        Frame frame = new Frame();
        try (Replay replay = AlertReplay.create(settings, catalogue, alerts::add, (finding, by) -> {})) {
            for (String line : lines) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                frame.set(bytes, 0, bytes.length, Transport.TCP, FILE_TIME.toEpochMilli());
                replay.frame(frame);
            }
        }
        return alerts.stream()
                .map(alert -> alert.state() + " " + alert.finding().time())
                .toList();
    }

    @Test
    void opensAtTheContactThatCompletesTheRule() throws Exception {
        beats(DAY, 96);
        assertThat(replayed()).containsExactly("open " + at("02:45"));
        assertThat(alerts.get(0).finding().pair().firstSeen()).isEqualTo(DAY);
    }

    @Test
    void closesSixHoursAfterTheLastContactWhenOtherTrafficGoesOn() throws Exception {
        beats(DAY, 20); // the last one at 04:45
        for (Instant time = at("04:46"); time.isBefore(at("23:59")); time = time.plusSeconds(60)) {
            line(time, "www.example.com");
        }
        assertThat(replayed()).containsExactly("open " + at("02:45"), "closed " + at("10:45"));
        assertThat(alerts.get(1).id()).isEqualTo(alerts.get(0).id());
    }

    @Test
    void opensAnotherAlertForAPairThatReturns() throws Exception {
        beats(DAY, 20);
        beats(at("12:00"), 4);
        assertThat(replayed()).containsExactly("open " + at("02:45"), "closed " + at("10:45"), "open " + at("12:00"));
        assertThat(alerts.get(1).id()).isEqualTo(alerts.get(0).id());
        assertThat(alerts.get(2).id()).isNotEqualTo(alerts.get(0).id());
    }

    @Test
    void sendsAnUpdateAfterADay() throws Exception {
        beats(DAY, 4 * 60);
        Instant opened = at("02:45");
        assertThat(replayed())
                .containsExactly(
                        "open " + opened,
                        "updated " + opened.plus(Duration.ofHours(24)),
                        "updated " + opened.plus(Duration.ofHours(48)));
        assertThat(alerts).extracting(Alert::id).containsOnly(alerts.get(0).id());
    }

    @Test
    void forgetsContactsAsTheWindowSlides() throws Exception {
        beats(DAY, 11);
        beats(DAY.plus(Duration.ofHours(25)), 4);
        assertThat(replayed()).isEmpty();
    }

    @Test
    void aLineWithoutATimeDoesNotMoveTheClock() throws Exception {
        beats(DAY, 20);
        lines.add("logfile turned over due to size");
        lines.add("src=10.0.0.9 host=www.example.com");
        beats(at("05:00"), 4);
        assertThat(replayed()).containsExactly("open " + at("02:45"));
    }

    @Test
    void readsDatesWithoutAYearAsTheOnesNearestToTheFilesTime() throws Exception {
        for (int i = 0; i < 12; i++) {
            Instant time = DAY.plus(BEAT.multipliedBy(i));
            lines.add("<134>May 20 " + time.toString().substring(11, 19)
                    + " proxy1 access: src=10.0.0.1 host=c2.workers.dev");
        }
        assertThat(replayed()).containsExactly("open " + at("02:45"));
    }

    /** A log whose stamps have no seconds to speak of, of 40 people and one beacon. */
    @Test
    void theGridOfAClockOfMinutesIsNoRhythmAndABeaconOnItIsFound() throws Exception {
        Random random = new Random(3);
        double[] next = new double[41];
        for (int second = 0; second < 12 * 3600; second++) {
            for (int source = 0; source < next.length; source++) {
                if (second < next[source]) continue;
                boolean beacon = source == 0;
                next[source] =
                        second + (beacon ? 270 + random.nextInt(60) : 1 - 150 * Math.log(1 - random.nextDouble()));
                lines.add("<134>1 " + DAY.plusSeconds(second - second % 60) + " proxy1 access 77 - - src=10.0.1."
                        + source + " host=a.t" + source
                        + ".workers.dev bytes_sent=300 bytes_received=90000 action=allow");
            }
        }
        replayed("rhythm,fast-beat");
        assertThat(alerts)
                .extracting(
                        alert -> alert.state() + " " + alert.finding().pair().sourceIp())
                .contains("open 10.0.1.0")
                .allMatch(alert -> alert.endsWith(" 10.0.1.0"));
    }

    @Test
    void givesTheSameIdsEachTime() throws Exception {
        beats(DAY, 12);
        replayed();
        replayed();
        assertThat(alerts).hasSize(2);
        assertThat(alerts.get(0).id()).isEqualTo(alerts.get(1).id());
    }
}
