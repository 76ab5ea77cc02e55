package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarracudaWafTest {
    private final Lines lines = new Lines();

    private String read(String line) {
        return lines.read(new BarracudaWaf(), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    TR 192.0.2.7 443 10.0.0.1 51000 "-" "-" GET TLSv1.2 x.example.org HTTP/1.1 200 2837 232 0 1008 10.9.9.9 80 10 "-" SERVER DEFAULT PASSIVE VALID /a b=c http://r/ "k=v" "Mozilla/5.0 (X11)" 10.0.0.1 51000 bob gzip "-" "-" 186ffd46946 \
                    ~ src=10.0.0.1 user=bob host=x.example.org dst=192.0.2.7 port=443 sent=232 received=2837
                    TR 192.0.2.7 443 10.0.0.1 51000 "-" "-" GET TLSv1.2 x.example.org HTTP/1.1 200 2837 232 0 1008 10.9.9.9 80 10 "-" SERVER DEFAULT PASSIVE VALID /a b=c http://r/ "k=v" "Mozilla/5.0 (X11)" 10.0.0.1 51000 "-" "-" "-" "-" 186ffd46946 \
                    ~ src=10.0.0.1 host=x.example.org dst=192.0.2.7 port=443 sent=232 received=2837
                    TR 192.0.2.7 443 10.0.0.1 51000 "eve smith" "-" GET TLSv1.2 x.example.org HTTP/1.1 200 2837 232 0 1008 10.9.9.9 80 10 "-" SERVER DEFAULT PASSIVE VALID /a b=c http://r/ "k=v" "Mozilla/5.0 (X11)" 10.0.0.1 51000 "-" "-" \
                    ~ src=10.0.0.1 user=eve smith host=x.example.org dst=192.0.2.7 port=443 sent=232 received=2837
                    TR 192.0.2.7 443 10.0.0.1 51000 "-" "-" GET TLSv1.2 203.0.113.9 HTTP/1.1 200 2837 232 0 1008 10.9.9.9 80 10 "-" SERVER DEFAULT PASSIVE VALID /a b=c http://r/ "k=v" "Mozilla/5.0 (X11)" x y z \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 sent=232 received=2837
                    NF ALER TCP 10.0.0.1 51000 192.0.2.7 80 DENY RULE interface traffic:deny \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=80 BLOCKED
                    NF INFO TCP 2001:db8::1 51000 2001:db8::7 80 ALLOW RULE x \
                    ~ src=2001:db8::1 dst=2001:db8::7 port=80 ALLOWED
                    WF ALER SQL_INJECTION_IN_PARAM 10.0.0.1 51000 192.0.2.7 80 default GLOBAL DENY NONE [x] GET x.example.org/a \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=80 BLOCKED
                    """)
    void readsColumnsByPosition(String line, String flow) {
        assertThat(read("<134>2026-11-24 09:59:58.404 +0100  waf1 " + line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    TR 192.0.2.7 443 10.0.0.1 51000 "-" "-" GET TLSv1.2 x.example.org HTTP/1.1 200 28 \
                    ~ src=10.0.0.1 host=x.example.org dst=192.0.2.7 port=443
                    TR 192.0.2.7 443 10.0.0.1 51000 "-" "-" GET TLSv1.2 x.example \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443
                    TR 192.0.2.7 70000 10.0.0.1 51000 "-" "-" GET TLSv1.2 x.example.org HTTP/1.1 200 many few x \
                    ~ src=10.0.0.1 host=x.example.org dst=192.0.2.7
                    """)
    void takesFromABrokenLineOnlyWhatIsWhole(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TR 192.0.2.7 443 10.0.0.",
                "TR 192.0.2.7 443",
                "TR",
                "NF ALER TCP 10.0.0.1 51000 192.0.2.7 80",
                "NF ALER TCP 10.0.0.1 x 192.0.2.7 80 DENY",
                "WF x",
                "TRX 192.0.2.7 443 10.0.0.1 51000 a",
                "u=\"TR 9.9.9.9 443 9.9.9.9 5 a\"",
                "hello",
                "",
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(read(line)).isEqualTo("FOREIGN");
    }
}
