package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarracudaFirewallTest {
    private final Lines lines = new Lines();

    private String read(String line) {
        return lines.read(new BarracudaFirewall(), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    Info     box1 Allow: FWD|TCP|eth0|10.0.0.1|51000|00:00:5e:00:53:01|192.0.2.7|443|https|eth1|RULE|0|198.51.100.1|192.0.2.7|0|1|0|0|0|0|||||| \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 sent=0 received=0 millis=0 ALLOWED START
                    Info     box1 Remove: FWD|TCP|eth0|10.0.0.1|51000|00:00:5e:00:53:01|192.0.2.7|443|https|eth1|RULE|0|198.51.100.1|192.0.2.7|31|1|5200|1800|9|8|bob||||| \
                    ~ src=10.0.0.1 user=bob dst=192.0.2.7 port=443 sent=1800 received=5200 millis=31000
                    Security box1 LocalBlock: <cumulative>|UDP|eth0|10.0.0.1|0|00:00:00:00:00:00|192.0.2.7|811|||<no-match>|4003|||0|24|0|0|0|0|||||| \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=811 sent=0 received=0 millis=0 BLOCKED
                    2026 11 24 10:00:00 Security +01:00 Block: type=FWD|proto=UDP|srcIF=eth0|srcIP=10.0.0.1|srcPort=5|srcMAC=00:00:5e:00:53:01|dstIP=192.0.2.7|dstPort=53|dstService=|dstIF=|rule=X|info=Y|srcNAT=0.0.0.0|dstNAT=0.0.0.0|duration=2|count=1|receivedBytes=3|sentBytes=4|receivedPackets=0|sentPackets=0|user=| \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=53 sent=4 received=3 millis=2000 BLOCKED at 2026-11-24T09:00:00Z
                    Warning  box1 firewall: [Request] Block:   IPS ALLIP(0) 10.0.0.1 -> 192.0.2.7:443 |[ID: 5 Port Scan]||3|Probing \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 BLOCKED
                    """)
    void readsActivityAndThreats(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    Info box1 Remove: FWD|TCP|eth0|10.0.0.1|51000|00:00:5e:00:53:01|192.0.2.7|443|https|eth1|RULE|0|198.51.100.1|192.0.2.7|31|1|52 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 millis=31000
                    Info box1 Remove: FWD|TCP|eth0|10.0.0.1|5|00:00:5e:00:53:01|192.0.2.7|44 \
                    ~ src=10.0.0.1 dst=192.0.2.7
                    Info box1 Remove: FWD|TCP|eth0|10.0.0.1|5|00:00:5e:00:53:01|192.0.2.7|70000|x| \
                    ~ src=10.0.0.1 dst=192.0.2.7
                    Warning  box1 firewall: [Request] Block:   IPS |x \
                    ~ NO_FLOW
                    """)
    void takesFromABrokenLineOnlyWhatIsWhole(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Info box1 Remove: FWD|TCP|eth0|10.0.0.1|5|00:00:5e:00:53:01|192.0.2.",
                "Info box1 Remove: FWD|TCP|eth0",
                "x|y|z|10.0.0.1|5||192.0.2.7|5|",
                "u=\"Block: FWD|TCP|eth0|10.0.0.1|51000|00:00:5e:00:53:01|192.0.2.7|443|https|eth1|RULE|0|198.51.100.1|192.0.2.7|0|\"",
                "a: b|TCP|eth0|x|5||192.0.2.7|5|",
                "CEF:0|a|b|c|d|e|5|src=10.0.0.1",
                "hello",
                "",
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(read(line)).isEqualTo("FOREIGN");
    }
}
