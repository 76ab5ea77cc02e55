package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beaconward.advice.Notices;
import io.beaconward.advice.SenderWatch;
import io.beaconward.advice.SendersReport;
import io.beaconward.advice.SilentSender;
import io.beaconward.config.Settings;
import io.beaconward.dialect.Dialects;
import io.beaconward.dialect.Flow;
import io.beaconward.dialect.Reading;
import io.beaconward.metrics.Meters;
import io.beaconward.net.Frame;
import io.beaconward.net.Transport;
import io.beaconward.ops.Request;
import io.beaconward.ops.Response;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Roster;
import io.beaconward.syslog.Senders;
import io.beaconward.syslog.SyslogParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class UnparsedRouteTest {
    private static final Instant NOW = Instant.parse("2026-05-20T10:30:00Z");
    private static final DateTimeFormatter OLD_HEADER =
            DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Dialects dialects = Dialects.with(List.of());
    private final Roster roster = Roster.alone();
    private final List<Loop> loops = List.of(new Loop(), new Loop());
    private final UnparsedRoute route = new UnparsedRoute(this::ask, List::of, InstantSource.fixed(NOW));

    /** The stages of one event loop, up to the flow. */
    private final class Loop {
        private final Senders senders =
                new Senders(new Settings.Senders(List.of(), List.of()), 1000, roster, Meters.unregistered());
        private final SyslogParser parser = new SyslogParser(senders);
        private final SenderWatch watch = new SenderWatch(senders, dialects::name, new Notices());
        private final Frame frame = new Frame();
        private final Message message = new Message();
        private final Flow flow = new Flow();

        void receive(String peer, String line, Instant received) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            frame.peer().parse(peer);
            frame.set(bytes, 0, bytes.length, Transport.UDP, received.toEpochMilli());
            parser.parse(frame, message);
            Reading reading = dialects.read(message, flow);
            watch.passed(message, reading, flow, dialects.last());
        }
    }

    private <T> Optional<List<T>> ask(Function<SenderWatch, T> question) {
        return Optional.of(
                loops.stream().map(loop -> question.apply(loop.watch)).toList());
    }

    private static <T> Optional<List<T>> noAnswer(Function<SenderWatch, T> question) {
        return Optional.empty();
    }

    private JsonNode report() throws Exception {
        Response response = route.answer(new Request("/unparsed", Map.of(), ""));
        assertThat(response.status()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private static String denied(Instant time) {
        return "<164>" + OLD_HEADER.format(time)
                + " fw1 %ASA-4-106023: Deny tcp src inside:10.0.0.5/51000 dst outside:203.0.113.9/443 by access-group \"in\"";
    }

    @Test
    void listsSendersAndShapesOfAllLoopsTheMostFirst() throws Exception {
        loops.get(0).receive("192.0.2.1", "<13>job 17 of alice@example.com done", NOW);
        loops.get(1).receive("192.0.2.1", "<13>job 4 of bob@example.com done", NOW.plusSeconds(60));
        loops.get(1).receive("192.0.2.1", "<13>nothing known", NOW);
        for (int i = 0; i < 5; i++) loops.get(0).receive("192.0.2.2", "<13>heartbeat " + i, NOW);
        loops.get(0).receive("192.0.2.3", "src=10.0.0.1 host=www.example.com", NOW);
        JsonNode unparsed = report().get("unparsed");
        assertThat(unparsed.findValuesAsText("sender")).containsExactly("192.0.2.2", "192.0.2.1");
        JsonNode second = unparsed.get(1);
        assertThat(second.get("unparsed").asLong()).isEqualTo(3);
        assertThat(second.get("shapes").findValuesAsText("shape"))
                .containsExactly("job 0 of <name> done", "nothing known");
        JsonNode shape = second.get("shapes").get(0);
        assertThat(shape.get("count").asLong()).isEqualTo(2);
        assertThat(shape.get("first_seen").asText()).isEqualTo("2026-05-20T10:30:00Z");
        assertThat(shape.get("last_seen").asText()).isEqualTo("2026-05-20T10:31:00Z");
        assertThat(report().get("blind")).isEmpty();
        assertThat(report().get("clocks")).isEmpty();
    }

    /** A message a second, one connection after the other on either event loop. */
    private void numbered(long from, long to) {
        for (long number = from; number <= to; number++) {
            String line = "<134>1 - fw1 app - - [meta sequenceId=\"" + number + "\"] src=10.0.0.1 host=www.example.com";
            loops.get((int) (number / 5000 % 2)).receive("192.0.2.1", line, NOW.plusSeconds(number));
        }
    }

    @Test
    void listsSendersThatAreSilent() throws Exception {
        SilentSender silent = new SilentSender("192.0.2.1", NOW.toEpochMilli(), 90_000);
        UnparsedRoute told = new UnparsedRoute(this::ask, () -> List.of(silent), InstantSource.fixed(NOW));
        Response response = told.answer(new Request("/unparsed", Map.of(), ""));
        JsonNode sender =
                new ObjectMapper().readTree(response.body()).get("silent").get(0);
        assertThat(sender.get("sender").asText()).isEqualTo("192.0.2.1");
        assertThat(sender.get("last_heard").asText()).isEqualTo("2026-05-20T10:30:00Z");
        assertThat(sender.get("longest_usual_pause_seconds").asLong()).isEqualTo(90);
    }

    @Test
    void countsNothingAsLostWhereASenderReconnects() throws Exception {
        numbered(1, 40_000);
        assertThat(report().get("losing")).isEmpty();
    }

    @Test
    void listsSendersOfWhoseMessagesSomeWereLost() throws Exception {
        numbered(1, 20_000);
        numbered(20_008, 30_000);
        JsonNode losing = report().get("losing").get(0);
        assertThat(losing.get("sender").asText()).isEqualTo("192.0.2.1");
        assertThat(losing.get("missing").asLong()).isEqualTo(7);
    }

    @Test
    void saysWhoIsBlindWithTheSharesAndWhatToDo() throws Exception {
        for (int i = 0; i < 300; i++) {
            Instant time = NOW.plusSeconds(i * 3L);
            loops.get(0).receive("192.0.2.1", denied(time), time);
        }
        JsonNode blind = report().get("blind");
        assertThat(blind).hasSize(1);
        assertThat(blind.get(0).get("flows").asLong()).isEqualTo(300);
        assertThat(blind.get(0).get("with_name").asDouble()).isZero();
        assertThat(blind.get(0).get("with_bytes").asDouble()).isZero();
        assertThat(blind.get(0).get("with_time").asDouble()).isEqualTo(1);
        assertThat(blind.get(0).get("blocked").asDouble()).isEqualTo(1);
        assertThat(blind.get(0).get("cause").asText()).isEqualTo("no_names");
        assertThat(blind.get(0).get("what_to_do").asText()).contains("304001");
        assertThat(blind.get(0).get("dialects").get("cisco-asa").asLong()).isEqualTo(300);
    }

    @Test
    void aSenderThatOneLoopHearsByNameIsNotBlind() throws Exception {
        for (int i = 0; i < 300; i++) {
            Instant time = NOW.plusSeconds(i * 3L);
            loops.get(0).receive("192.0.2.1", denied(time), time);
        }
        loops.get(1).receive("192.0.2.1", "src=10.0.0.1 host=www.example.com action=allow", NOW);
        assertThat(report().get("blind")).isEmpty();
    }

    @Test
    void aSenderOfDnsLogsIsNotBlind() throws Exception {
        for (int i = 0; i < 300; i++) {
            loops.get(0)
                    .receive(
                            "192.0.2.53",
                            "<30>dnsmasq[7]: reply www.example.com is 203.0.113.7",
                            NOW.plusSeconds(i * 3L));
        }
        assertThat(report().get("blind")).isEmpty();
    }

    @Test
    void saysWhoseClockIsInAnotherZone() throws Exception {
        for (int i = 0; i < 300; i++) {
            Instant time = NOW.plusSeconds(i * 3L);
            loops.get(0).receive("192.0.2.1", denied(time.plus(Duration.ofHours(2))), time);
        }
        JsonNode clock = report().get("clocks").get(0);
        assertThat(clock.get("off").asText()).isEqualTo("2 h ahead");
        assertThat(clock.get("add_seconds").asLong()).isEqualTo(-7200);
        assertThat(clock.get("corrected").asBoolean()).isFalse();
        assertThat(clock.get("what_to_do").asText()).contains("{senders: 192.0.2.1, zone: Europe/Berlin}");
    }

    @Test
    void listsAHundredSendersAtMost() throws Exception {
        for (int i = 0; i < 250; i++) loops.get(i % 2).receive("198.51.100." + i, "<13>heartbeat", NOW);
        assertThat(report().get("unparsed")).hasSize(SendersReport.MOST);
    }

    @Test
    void saysSoWhereALoopDoesNotAnswer() {
        UnparsedRoute mute = new UnparsedRoute(UnparsedRouteTest::noAnswer, List::of, InstantSource.fixed(NOW));
        assertThat(mute.answer(new Request("/unparsed", Map.of(), "")).status()).isEqualTo(503);
        assertThat(route.answer(new Request("/unparsed", Map.of("a", "b"), "")).status())
                .isEqualTo(400);
    }
}
