package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NoticeTest {
    static final Instant TIME = Instant.parse("2026-11-24T10:00:00.250Z");

    static Notice silent(String... senders) {
        return new Notice(
                "silent-sender",
                true,
                TIME.toEpochMilli(),
                TIME,
                List.of(senders),
                senders.length,
                "sender " + senders[0] + " is silent since 2026-11-24 09:30 UTC",
                "At this hour it sends steadily, as a rule.");
    }

    static Notice over(Notice notice) {
        return notice.closed(TIME.plusSeconds(600), "sender was silent", "It is heard again.");
    }

    @Test
    void hasTheSameIdWhenItIsOverAndAKeyOfItsOwn() {
        Notice notice = silent("192.0.2.1");
        assertThat(over(notice).id()).isEqualTo(notice.id());
        assertThat(notice.notificationKey()).isEqualTo(notice.id() + "-open");
        assertThat(over(notice).notificationKey()).isEqualTo(notice.id() + "-closed");
        assertThat(silent("192.0.2.2").id()).isNotEqualTo(notice.id());
    }

    @Test
    void sharesTheNamesOfItsFieldsWithAlerts() {
        assertThat(GenericJson.write(silent("192.0.2.1")))
                .isEqualTo(
                        "{\"kind\":\"notice\",\"id\":\"" + silent("192.0.2.1").id() + "\",\"state\":\"open\","
                                + "\"time\":\"2026-11-24T10:00:00Z\",\"rule\":\"silent-sender\",\"findings\":[\"silent-sender\"],"
                                + "\"severity\":\"medium\",\"confidence\":\"medium\",\"sender_count\":1,"
                                + "\"senders\":[\"192.0.2.1\"],"
                                + "\"summary\":\"sender 192.0.2.1 is silent since 2026-11-24 09:30 UTC\","
                                + "\"evidence\":\"At this hour it sends steadily, as a rule.\"}");
    }

    @Test
    void readsWellInAChat() {
        Notice notice = silent("192.0.2.1");
        assertThat(SlackText.text(notice))
                .isEqualTo("*Notice*: sender 192.0.2.1 is silent since 2026-11-24 09:30 UTC\n"
                        + "severity medium, rule silent-sender, notice `" + notice.id() + "` (open)\n"
                        + "At this hour it sends steadily, as a rule.");
        assertThat(SlackText.text(over(notice))).startsWith("*Notice closed*: sender was silent\n");
    }

    @Provide
    Arbitrary<String> senders() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(300),
                Arbitraries.strings().withChars("<!channel>@here&`\n\u001b[31m\u202e*_~|;\u007f"));
    }

    @Property(tries = 300)
    void isReadBackAsItWasWrittenAndHarmlessInEveryFormat(@ForAll("senders") String sender) {
        Notice notice = silent(sender, "192.0.2.9");
        String stored = StoredNotice.write(notice);
        assertThat(stored).matches("[ -~]+");
        assertThat(Told.read(stored)).isEqualTo(notice);
        for (Format format : List.of(new GenericJson(), new SlackText())) {
            String body = new String(notice.in(format), StandardCharsets.UTF_8);
            assertThat(body).matches("[ -~]+").doesNotContain(format instanceof SlackText ? "<!channel>" : "\n");
        }
    }

    @Test
    void isToldFromAFinding() {
        assertThat(Told.read(StoredFinding.write(Findings.open()))).isEqualTo(Alert.of(Findings.open()));
        assertThat(Told.read(StoredNotice.write(silent("a")))).isEqualTo(silent("a"));
        assertThatThrownBy(() -> Told.read("{\"notice\":3}")).isInstanceOf(IllegalArgumentException.class);
    }
}
