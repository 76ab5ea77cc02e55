package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beaconward.detect.Finding;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SlackTextTest {
    @Provide
    Arbitrary<Finding> findings() {
        return Findings.any();
    }

    @Test
    void saysAllThatThePersonOnCallNeeds() {
        assertThat(SlackText.text(Alert.of(Findings.open())))
                .isEqualTo(
                        "*Possible beacon*: `10.1.2.3` to `x.evil.workers.dev`: 14 connections in 4 hours since 2026-03-01 08:12 UTC\n"
                                + "severity high, confidence medium, rules baseline, MITRE T1584.007, alert"
                                + " `0771fe4eec0f05f0129b8559892fa32f` (open)\n"
                                + "`10.1.2.3` connected to `x.evil.workers.dev` (Cloudflare Workers, tenant `evil`) 14 times in"
                                + " 4 different clock hours since 2026-03-01 08:12 UTC, sending 512 B and receiving 1.2 KiB"
                                + " each on average. Small exchanges again and again with a function on a shared cloud are how"
                                + " malware calls home unnoticed: find out which program on `10.1.2.3` does this.");
    }

    @Test
    void titleSaysWhatBecameOfTheAlert() {
        assertThat(text(Finding.State.UPDATED)).startsWith("*Possible beacon goes on*: ");
        assertThat(text(Finding.State.CLOSED)).startsWith("*Possible beacon closed*: ");
    }

    @Test
    void bodyHoldsTheTextAlone() throws Exception {
        Alert alert = Alert.of(Findings.open());
        JsonNode body = new ObjectMapper().readTree(new SlackText().body(alert));

        assertThat(body).hasSize(1);
        assertThat(body.get("text").textValue()).isEqualTo(SlackText.text(alert));
    }

    @Test
    void namesCallNobodyAndMakeNoLink() {
        assertThat(SlackText.text(Alert.of(Findings.to("<!channel> @everyone <https://x|y>&amp;`*"))))
                .contains("`&lt;!channel&gt; (at)everyone &lt;https://x|y&gt;&amp;amp;?*`");
    }

    @Test
    void cutsBeforeAnEntityAndKeepsTheId() {
        for (int ampersands = 200; ampersands < 253; ampersands++) {
            Alert alert = Alert.of(Findings.to("&".repeat(ampersands)));
            String text = SlackText.text(alert);

            assertThat(text).hasSizeLessThanOrEqualTo(SlackText.LONGEST).contains(alert.id());
            assertThat(text.replace("&amp;", "").replace("&lt;", "")).doesNotContain("&");
        }
    }

    @Property
    void textIsHarmlessWhateverTheNames(@ForAll("findings") Finding finding) {
        Alert alert = Alert.of(finding);
        String text = SlackText.text(alert);

        assertThat(text)
                .hasSizeLessThanOrEqualTo(SlackText.LONGEST)
                .doesNotContain("<", ">", "@")
                .contains(alert.id());
        assertThat(text.lines()).hasSizeBetween(2, 3);
        assertThat(text.replace("\n", "").chars()).noneMatch(Character::isISOControl);
    }

    private static String text(Finding.State state) {
        return SlackText.text(Alert.of(Findings.of(state, Findings.PAIR, 1, 0)));
    }
}
