package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SummaryTest {
    static Summary of(String name, List<String> tuning) {
        return new Summary(
                Summary.id("first-day", "", 1),
                "first-day",
                Findings.TIME,
                40,
                List.of(new Summary.Share(name, 30)),
                List.of(new Summary.Share("192.0.2.1", 2)),
                "the first day is over: 40 pairs",
                "Most sources poll " + name + ".",
                tuning);
    }

    @Test
    void sharesTheNamesOfItsFieldsWithAlerts() {
        Summary summary = of("acme.workers.dev", List.of("override:", "  - {tenant: \"acme.workers.dev\"}"));
        assertThat(GenericJson.write(summary))
                .isEqualTo("{\"kind\":\"summary\",\"id\":\"" + summary.id() + "\",\"state\":\"open\","
                        + "\"time\":\"2026-03-01T11:49:00Z\",\"rule\":\"first-day\",\"findings\":[\"first-day\"],"
                        + "\"severity\":\"medium\",\"confidence\":\"medium\",\"count\":40,"
                        + "\"tenants\":[{\"tenant\":\"acme.workers.dev\",\"count\":30}],"
                        + "\"sources\":[{\"src_ip\":\"192.0.2.1\",\"count\":2}],"
                        + "\"summary\":\"the first day is over: 40 pairs\","
                        + "\"evidence\":\"Most sources poll acme.workers.dev.\","
                        + "\"tuning\":\"override:\\n  - {tenant: \\\"acme.workers.dev\\\"}\"}");
    }

    @Test
    void readsWellInAChat() {
        Summary summary = of("acme.workers.dev", List.of("override:", "  - {tenant: acme.workers.dev}"));
        assertThat(SlackText.text(summary))
                .isEqualTo(
                        "*Summary*: the first day is over: 40 pairs\nrule first-day, summary `" + summary.id() + "`\n"
                                + "Most sources poll acme.workers.dev.\n"
                                + "```\noverride:\n  - {tenant: acme.workers.dev}\n```");
    }

    @Test
    void leavesOutTheLinesForWhichAChatHasNoRoom() {
        String text =
                SlackText.text(of("a", Collections.nCopies(100, "  - {tenant: acme.workers.dev, why: a long one}")));
        assertThat(text.length()).isLessThanOrEqualTo(SlackText.LONGEST);
        assertThat(text).endsWith("}\n```");
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(300),
                Arbitraries.strings().withChars("<!channel>@here&`\n\u001b[31m\u202e*_~|;\u007f"));
    }

    @Property(tries = 300)
    void isReadBackAsItWasWrittenAndHarmlessInEveryFormat(@ForAll("names") String name) {
        Summary summary = of(name, List.of("override:", name));
        String stored = StoredSummary.write(summary);
        assertThat(stored).matches("[ -~]+");
        assertThat(Told.read(stored)).isEqualTo(summary);
        assertThat(Told.isAlert(stored)).isFalse();
        for (Format format : List.of(new GenericJson(), new SlackText())) {
            String body = new String(summary.in(format), StandardCharsets.UTF_8);
            assertThat(body).matches("[ -~]+").doesNotContain(format instanceof SlackText ? "<!channel>" : "\n");
        }
    }
}
