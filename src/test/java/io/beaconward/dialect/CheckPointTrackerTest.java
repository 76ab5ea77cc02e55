package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckPointTrackerTest {
    private final Lines lines = new Lines();

    private String read(String line) {
        return lines.read(new CheckPointTracker(), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    "21" "24Nov2026" "09:59:58" "eth1" "gw1" "Log" "Drop" "443" "51000" "10.0.0.1" "192.0.2.7" "tcp" "107" "Deny All" \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 BLOCKED at 2026-11-24T09:59:58Z
                    "21" "24Nov2026" "09:59:58" "eth1" "gw1" "Log" "Accept" "https" "51000" "10.0.0.1" "192.0.2.7" "tcp" "1" "a b" \
                    ~ src=10.0.0.1 dst=192.0.2.7 ALLOWED at 2026-11-24T09:59:58Z
                    "21" "24Nov2026" "09:59:58" "eth1" "gw1" "Log" "Decrypt" "" "" "2001:db8::1" "2001:db8::7" "icmp" "5" "x"#013 \
                    ~ src=2001:db8::1 dst=2001:db8::7 ALLOWED at 2026-11-24T09:59:58Z
                    "21" "24Nov2026" "09:59:58" "eth1" "gw1" "Log" "Accept" "443" "51000" "10.0.0.1" "192.0.2. \
                    ~ src=10.0.0.1 port=443 ALLOWED at 2026-11-24T09:59:58Z
                    "21" "24Nov2026" "09:59:58" "eth1" "gw1" "Log" "Accept" "70000" "51000" "10.0.0.1" "192.0.2.7" "tcp" \
                    ~ src=10.0.0.1 dst=192.0.2.7 ALLOWED at 2026-11-24T09:59:58Z
                    "21" "24Nov2026" "09:59:58" "eth1" "gw1" "Log" "Accept" "443" \
                    ~ NO_FLOW
                    """)
    void readsQuotedColumns(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\" \"24Nov2026\" \"09:59:58\" \"eth1\"",
                "\"21\" \"31Feb2026\" \"09:59:58\" \"eth1\"",
                "\"21\" \"24Nov2026\" \"25:59:58\"",
                "\"21\" \"24Nov2026",
                "u=\"21\" \"24Nov2026\" \"09:59:58\" \"eth1\" \"gw1\" \"Log\" \"Drop\" \"443\" \"5\" \"9.9.9.9\" \"9.9.9.9\" \"tcp\"",
                "hello",
                "\"",
                "",
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(read(line)).isEqualTo("FOREIGN");
    }
}
