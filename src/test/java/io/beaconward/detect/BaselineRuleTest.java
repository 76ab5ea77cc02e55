package io.beaconward.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.counters.Totals;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineRuleTest {
    @ParameterizedTest(name = "{0} connections in {1} hours, {2} bytes sent, {3} received: {4}")
    @CsvSource({
        "12,  3,  0,             0,              true",
        "11,  3,  0,             0,              false",
        "12,  2,  0,             0,              false",
        "12,  6,  0,             0,              true",
        "12,  7,  0,             0,              false",
        "13,  7,  0,             0,              false",
        "14,  7,  0,             0,              true",
        "12,  3,  49151,         0,              true",
        "12,  3,  49152,         0,              false",
        "12,  3,  0,             196607,         true",
        "12,  3,  0,             196608,         false",
        "3000000000, 24, 12287999999999, 49151999999999, true",
        "3000000000, 24, 12288000000000, 0,              false",
        "0,   0,  0,             0,              false",
    })
    void holdsExactlyWithinItsLimits(long connections, int hours, long sent, long received, boolean holds) {
        Totals totals = new Totals();
        totals.set(connections, hours, sent, received, 0, 0, 0, 0);
        assertThat(BaselineRule.holds(totals)).isEqualTo(holds);
    }
}
