package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beaconward.detect.Finding;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StoredFindingTest {
    @Provide
    Arbitrary<Finding> findings() {
        return Findings.any();
    }

    @Property(tries = 200)
    void isReadBackAsItWasWritten(@ForAll("findings") Finding finding) {
        String stored = StoredFinding.write(finding);
        assertThat(stored).matches("[ -~]+");
        assertThat(StoredFinding.read(stored)).isEqualTo(finding);
    }

    @Test
    void escapesWhateverATerminalCouldObey() {
        Finding finding = Findings.by("a\u0000\u001b[2J\u007f\u009b\u202e\ud800é");
        assertThat(StoredFinding.write(finding)).matches("[ -~]+");
        assertThat(StoredFinding.read(StoredFinding.write(finding))).isEqualTo(finding);
    }

    @Test
    void fieldsThatAnEarlierVersionDidNotWriteAreEmptyOrZero() {
        String stored = StoredFinding.write(Findings.by("alice"));
        Finding read =
                StoredFinding.read(stored.replace("\"user\"", "\"unknown\"").replace("\"sent\"", "\"later\""));
        assertThat(read.user()).isEmpty();
        assertThat(read.pair().avgBytesSent()).isZero();
    }

    @Test
    void refusesWhatIsNoFinding() {
        for (String text : new String[] {"", "{", "{}", "[]", "{\"state\":\"odd\"}"}) {
            assertThatThrownBy(() -> StoredFinding.read(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
