package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForcepointCloudTest {
    private final Lines lines = new Lines();

    private String read(String line) {
        return lines.read(new ForcepointCloud(), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    "24/11/2026","09:59:58","anonymous","Not available","Storage","Allowed","None","Servers","x.workers.dev:443/","198.51.100.1","192.0.2.7","Not available","None","None","Java/17","200","Connect" \
                    ~ src=198.51.100.1 user=anonymous host=x.workers.dev dst=192.0.2.7 port=443 ALLOWED at 2026-11-24T09:59:58Z
                    "24/11/2026","09:59:58","Not available","pc7","Storage","Blocked","None","Staff","HTTPS://x.workers.dev/a,b","198.51.100.1","Not available","2001:db8::5","None","None","None","403","Get" \
                    ~ src=2001:db8::5 host=x.workers.dev BLOCKED at 2026-11-24T09:59:58Z
                    "24/11/2026","09:59:58","EXAMPLE\\bob","pc7","Storage","Allowed","None","Staff","HTTP://192.0.2.9/","198.51.100.1","192.0.2.9","10.0.0.1","None" \
                    ~ src=10.0.0.1 user=bob dst=192.0.2.9 ALLOWED at 2026-11-24T09:59:58Z
                    """)
    void readsByPosition(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    "24/11/2026","09:59:58","bob","pc7","Storage","Allowed","None","Staff","x.workers.dev:443/","198.51.100.1","192.0.2.7","10.0.0. \
                    ~ src=198.51.100.1 user=bob host=x.workers.dev dst=192.0.2.7 port=443 ALLOWED at 2026-11-24T09:59:58Z
                    "24/11/2026","09:59:58","bob","pc7","Storage","Allowed","None","Staff","x.workers.dev:443/","198.51.100.1","192.0.2. \
                    ~ src=198.51.100.1 user=bob host=x.workers.dev port=443 ALLOWED at 2026-11-24T09:59:58Z
                    "24/11/2026","09:59:58","bob","pc7","Storage","Allowed","None","Staff","x.work \
                    ~ NO_FLOW
                    "24/11/2026","09:59:58","bob","pc7","Storage","Allowed" \
                    ~ NO_FLOW
                    """)
    void takesFromABrokenLineOnlyWhatIsWhole(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"24/11/2026\",\"09:59:58\",\"bob\",\"pc7\",\"Storage\",\"Maybe\",\"None\",\"Staff\",\"x.dev\",\"9.9.9.9\"",
                "\"24/13/2026\",\"09:59:58\",\"bob\",\"pc7\",\"Storage\",\"Allowed\",\"None\",\"Staff\",\"x.dev\",\"9.9.9.9\"",
                "\"24/11/2026\",\"9:59\",\"bob\",\"pc7\",\"Storage\",\"Allowed\",\"None\",\"Staff\",\"x.dev\",\"9.9.9.9\"",
                "\"24/11/2026\",\"09:59:58\",\"bob\",\"pc7\",\"Storage\",\"Allowed\",\"None\",\"Staff\",\"9.9.9.9\",\"x.dev\",\"9.9.9.9\"",
                "\"24/11/2026\"",
                "\"24/11/2026",
                "24/11/2026,09:59:58,bob,pc7,Storage,Allowed,None,Staff,x.dev,9.9.9.9",
                "\"2026-11-24 09:59:58\",\"bob\",\"10.0.0.1\",\"51000\",\"192.0.2.7\",\"445\",\"x\"",
                "hello",
                "",
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(read(line)).isEqualTo("FOREIGN");
    }
}
