package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PfFilterlogTest {
    private final Lines lines = new Lines();

    private String read(String line) {
        return lines.read(new PfFilterlog(), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    12,,,1000000103,igb0,match,block,in,4,0x0,,63,12617,0,DF,6,tcp,60,10.0.0.1,192.0.2.7,51000,443,0,S,1891286705,,64240,,mss \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 BLOCKED
                    12,,,1000000103,igb0,match,pass,out,4,0x0,,63,12617,0,none,17,udp,60,10.0.0.1,192.0.2.7,51000,53,40 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=53 ALLOWED
                    12,,,1000000103,igb0,match,pass,in,4,0x0,,63,12617,0,none,132,sctp,60,10.0.0.1,192.0.2.7,51000,36412,40 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=36412 ALLOWED
                    12,,,1000000103,igb0,match,pass,in,4,0x0,,64,1,0,none,1,icmp,84,10.0.0.1,192.0.2.7,request,37728,164 \
                    ~ src=10.0.0.1 dst=192.0.2.7 ALLOWED
                    12,,,1000000103,igb0,match,reject,in,4,0x0,,64,1,0,none,50,esp,84,10.0.0.1,192.0.2.7,datalength=64 \
                    ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    12,001,anchor,label,igb0,match,pass,in,6,0x00,0xf6279,1,UDP,17,32,2001:db8::1,2001:db8::7,546,547,32 \
                    ~ src=2001:db8::1 dst=2001:db8::7 port=547 ALLOWED
                    12,,,02f4bab031b57d1e,igb0,match,block,in,6,0x00,0xf6279,1,TCP,6,32,2001:db8::1,2001:db8::7,51000,443,0,S,1,,2,,mss \
                    ~ src=2001:db8::1 dst=2001:db8::7 port=443 BLOCKED
                    12,,,1000000103,igb0,match,rdr,in,4,0x0,,63,12617,0,none,17,udp,60,10.0.0.1,192.0.2.7,51000,53,40 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=53
                    """)
    void readsTheColumnsOfEachVersionAndProtocol(String line, String flow) {
        assertThat(read("<134>Nov 24 10:00:00 fw filterlog[99]: " + line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    12,,,1000000103,igb0,match,block,in,4,0x0,,63,12617,0,DF,6,tcp,60,10.0.0.1,192.0.2.7,51000,44 \
                    ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    12,,,1000000103,igb0,match,block,in,4,0x0,,63,12617,0,DF,6,tcp,60,10.0.0.1,192.0.2.7,51000,65536,0 \
                    ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    12,,,1000000103,igb0,match,block,in,4,0x0,,63,12617,0,DF,6,tcp,60,10.0.0.1,192.0.2. \
                    ~ NO_FLOW
                    12,,,1000000103,igb0,match,block,in,4,0x0,,63,12617,0,DF,6,tcp,60,10.0.0.1,192.0.2.7 \
                    ~ NO_FLOW
                    12,,,1000000103,igb0,match,block,in,4,0x0 \
                    ~ NO_FLOW
                    """)
    void takesFromABrokenLineOnlyWhatIsWhole(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12,,,1000000103,igb0,match,block,in",
                "12,,,1000000103,igb0,match,block,across,4,0x0,,63,1,0,DF,6,tcp,60,10.0.0.1,192.0.2.7,51000,443,0",
                "12,,,1000000103,igb0,match,block,in,5,0x0,,63,1,0,DF,6,tcp,60,10.0.0.1,192.0.2.7,51000,443,0",
                "x12,,,1000000103,igb0,match,block,in,4,0x0,,63,1,0,DF,6,tcp,60,10.0.0.1,192.0.2.7,51000,443,0",
                "12,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,,1,igb0,match,block,in,4,0x0,,63,1,0,DF,6,tcp,60,10.0.0.1,192.0.2.7,51000,443,0",
                "url=\"12,,,1000000103,igb0,match,block,in,4,0x0,,63,1,0,DF,6,tcp,60,9.9.9.9,9.9.9.9,51000,443,0\"",
                "1,2026/11/24 10:00:00,0011,TRAFFIC,end,2561",
                "hello",
                "",
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(read(line)).isEqualTo("FOREIGN");
    }
}
