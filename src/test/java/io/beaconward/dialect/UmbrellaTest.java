package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UmbrellaTest {
    private final Lines lines = new Lines();

    private String read(String line) {
        return lines.read(new Umbrella(), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    "2026-11-24 09:59:58","pc7","pc7,Bob (bob@example.org)","10.0.0.1","198.51.100.1","Allowed","1 (A)","NOERROR","x.workers.dev.","Infrastructure","Roaming Computers","Roaming Computers","" \
                    ~ src=10.0.0.1 user=bob query=x.workers.dev ALLOWED at 2026-11-24T09:59:58Z
                    "2026-11-24 09:59:58","pc7", "pc7,net", "","198.51.100.1","Blocked","28 (AAAA)", "NOERROR","x.workers.dev." \
                    ~ src=198.51.100.1 user=pc7 query=x.workers.dev BLOCKED at 2026-11-24T09:59:58Z
                    "2026-11-24 09:59:58","pc7","pc7","2001:db8::1","198.51.100.1","Proxied","1 (A)","NOERROR","x.workers.dev.","","" \
                    ~ src=2001:db8::1 user=pc7 query=x.workers.dev ALLOWED at 2026-11-24T09:59:58Z
                    "2026-11-24 09:59:58","pc7","10.0.0.1","198.51.100.1","192.0.2.7","","ALLOWED","https://x.workers.dev:8443/a,b","https://r/","agent","200","850","1200","","","x" \
                    ~ src=10.0.0.1 user=pc7 host=x.workers.dev dst=192.0.2.7 port=8443 sent=850 received=1200 ALLOWED at 2026-11-24T09:59:58Z
                    "2026-11-24 09:59:58","net","","198.51.100.1","192.0.2.7","text/html","BLOCKED","http://203.0.113.9/","","","403","","","","" \
                    ~ src=198.51.100.1 user=net dst=192.0.2.7 BLOCKED at 2026-11-24T09:59:58Z
                    2026-11-24 09:59:58,[211039844],site,CDFW Tunnel Device,OUTBOUND,6,84,10.0.0.1,51000,192.0.2.7,443,ams1.edc,12,ALLOW \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 sent=84 ALLOWED at 2026-11-24T09:59:58Z
                    "2026-11-24 09:59:58","[211039844]","site","CDFW Tunnel Device","INBOUND","1","84","10.0.0.1","","192.0.2.7","","ams1.edc","12","BLOCK","x.org","44" \
                    ~ src=10.0.0.1 dst=192.0.2.7 sent=84 BLOCKED at 2026-11-24T09:59:58Z
                    "2026-11-24 09:59:58","bob","10.0.0.1","51000","192.0.2.7","445","Category" \
                    ~ src=10.0.0.1 user=bob dst=192.0.2.7 port=445 at 2026-11-24T09:59:58Z
                    "2026-11-24 09:59:58","site","Network Tunnels","1","16606","SERVER-X, attempt","1323","HIGH","Class","cve-1","TCP","77","10.0.0.1","51000","192.0.2.7","443","Blocked" \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 BLOCKED INTERIM at 2026-11-24T09:59:58Z
                    "2026-11-24 09:59:58","site","Network Tunnels","1","16606","SERVER-X","1323","HIGH","Class","","TCP","77","10.0.0.1","51000","192.0.2.7","443","Would Block" \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 ALLOWED INTERIM at 2026-11-24T09:59:58Z
                    """)
    void tellsTheKindsOfLogsByTheirColumns(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    "2026-11-24 09:59:58","pc7","pc7","10.0.0.1","198.51.100.1","Allowed","1 (A)","NOERROR","x.work \
                    ~ src=10.0.0.1 user=pc7 ALLOWED at 2026-11-24T09:59:58Z
                    "2026-11-24 09:59:58","pc7","10.0.0.1","198.51.100.1","192.0.2.7","","ALLOWED","https://x.workers.dev/","","","200","85 \
                    ~ src=10.0.0.1 user=pc7 host=x.workers.dev dst=192.0.2.7 ALLOWED at 2026-11-24T09:59:58Z
                    2026-11-24 09:59:58,[2],site,CDFW Tunnel Device,OUTBOUND,6,84,10.0.0.1,51000,192.0.2.7,44 \
                    ~ src=10.0.0.1 dst=192.0.2.7 sent=84 at 2026-11-24T09:59:58Z
                    "2026-11-24 09:59:58","bob","10.0.0.1","51000","192.0.2.7","70000","x" \
                    ~ src=10.0.0.1 user=bob dst=192.0.2.7 at 2026-11-24T09:59:58Z
                    """)
    void takesFromABrokenLineOnlyWhatIsWhole(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-11-24 09:59:58\",\"bob\",\"10.0.0.1\",\"51000\"",
                "\"2026-11-24 09:59:58\",\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"",
                "\"2026-02-31 09:59:58\",\"bob\",\"10.0.0.1\",\"51000\",\"192.0.2.7\",\"445\",\"x\"",
                "\"2026-11-24\",\"bob\",\"10.0.0.1\",\"51000\",\"192.0.2.7\",\"445\",\"x\"",
                "u=\"2026-11-24 09:59:58\",\"bob\",\"9.9.9.9\",\"51000\",\"9.9.9.9\",\"445\",\"x\"",
                "1,2026/11/24 10:00:00,0011,TRAFFIC,end",
                "hello",
                "",
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(read(line)).isEqualTo("FOREIGN");
    }
}
