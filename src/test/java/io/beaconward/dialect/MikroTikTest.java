package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MikroTikTest {
    private final Lines lines = new Lines();

    private String read(String line) {
        return lines.read(new MikroTik(), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    firewall,info forward: in:ether1 out:bridge, connection-state:new src-mac 00:00:5e:00:53:01, proto TCP (SYN), 10.0.0.1:51000->192.0.2.7:443, len 52 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443
                    firewall,info forward: in:ether1 out:bridge, connection-state:new src-mac 00:00:5e:00:53:01, proto TCP (SYN,ACK), 10.0.0.1:51000->192.0.2.7:443, len 52 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443
                    firewall,info drop-in input: in:ether1 out:bridge, connection-state:new src-mac 00:00:5e:00:53:01, proto UDP, 10.0.0.1:51000->192.0.2.7:53, len 52 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=53 BLOCKED
                    firewall,info [WAN ACCEPT] input: in:ether1 out:bridge, connection-state:new src-mac 00:00:5e:00:53:01, proto UDP, 10.0.0.1:51000->192.0.2.7:53, len 52 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=53 ALLOWED
                    FW_DROP: input: in:ether1 out:bridge, connection-state:new src-mac 00:00:5e:00:53:01, proto UDP, 10.0.0.1:51000->192.0.2.7:53, len 52 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=53 BLOCKED
                    srcnat: in:ether1 out:bridge, connection-state:new src-mac 00:00:5e:00:53:01, proto UDP, 10.0.0.1:51000->192.0.2.7:53, NAT (10.0.0.1:51000->198.51.100.1:7)->192.0.2.7:53, len 52 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=53
                    firewall,info input: in:WAN out:(unknown 0), connection-state:new proto TCP (SYN), [2001:db8::1]:51000->[2001:db8::7]:443, len 24 \
                    ~ src=2001:db8::1 dst=2001:db8::7 port=443
                    firewall,info input: in:WAN out:(unknown 0), proto ICMP (type 8, code 0), 10.0.0.1->192.0.2.7, len 84 \
                    ~ src=10.0.0.1 dst=192.0.2.7
                    firewall,info input: in:ether1 out:bridge, connection-state:new src-mac 00:00:5e:00:53:01, proto 47, 10.0.0.1->192.0.2.7, len 84 \
                    ~ src=10.0.0.1 dst=192.0.2.7
                    firewall,info input: in:ether1 out:bridge, connection-state:new src-mac 00:00:5e:00:53:01, proto UDP, 10.0.0.1:51000->192.0.2.7:70000, len 84 \
                    ~ src=10.0.0.1 dst=192.0.2.7
                    """)
    void readsTheLinesOfTheFirewall(String line, String flow) {
        assertThat(read("<134>Nov 24 10:00:00 gw " + line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    forward: in:ether1 out:bridge, connection-state:new src-mac 00:00:5e:00:53:01, proto TCP (SYN), 10.0.0.1:51000->192.0.2.7:44 \
                    ~ NO_FLOW
                    forward: in:ether1 out:bridge, connection-state:new src-mac 00:00:5e:00:53:01, proto TCP (SY \
                    ~ NO_FLOW
                    forward: in:ether1 out:bridge, connection-state:new src-mac 00:00:5e:00:53:01, proto TCP (SYN), 10.0.0.1:51000, len 5 \
                    ~ NO_FLOW
                    forward: in:ether1 out:bri \
                    ~ NO_FLOW
                    """)
    void takesNothingFromABrokenLine(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forward: in:ether1 out",
                "user=\"x in:a out:b, proto TCP (SYN), 9.9.9.9:1->9.9.9.9:2, len 5\"",
                "u=in:a out:b, proto TCP (SYN), 9.9.9.9:1->9.9.9.9:2, len 5",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa in:a out:b, proto TCP, 9.9.9.9:1->9.9.9.9:2, len 5",
                "login in:5 for x",
                "hello",
                "",
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(read(line)).isEqualTo("FOREIGN");
    }
}
