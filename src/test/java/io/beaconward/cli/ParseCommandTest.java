package io.beaconward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParseCommandTest {
    private static final String UNKNOWN = "{\"format\":\"unknown\"}";

    @TempDir
    private Path directory;

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String parsed(String line) {
        CommandRun run = CommandRun.parse(input(line + "\n"));
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).endsWith("}\n");
        return run.lines().get(0);
    }

    @Test
    void printsAllThatAFirewallsLineSays() {
        assertThat(parsed("<189>date=2026-05-20 time=10:00:00 devname=\"f\" devid=\"FGT60F0000000003\""
                        + " eventtime=1779271200000000000 logid=\"0000000013\" type=\"traffic\" subtype=\"forward\""
                        + " srcip=10.0.0.7 dstip=203.0.113.9 dstport=443 hostname=\"A.Workers.dev\" user=\"ALICE\""
                        + " action=\"deny\" duration=120 sentbyte=1500 rcvdbyte=0"))
                .isEqualTo("{\"format\":\"fortigate\",\"time\":\"2026-05-20T10:00:00Z\",\"src_ip\":\"10.0.0.7\","
                        + "\"src_user\":\"ALICE\",\"dest_host\":\"A.Workers.dev\",\"dest_ip\":\"203.0.113.9\","
                        + "\"dest_port\":443,\"bytes_sent\":1500,\"bytes_received\":0,\"duration\":120,"
                        + "\"action\":\"blocked\"}");
    }

    @Test
    void printsWhatAProxysLineSays() {
        assertThat(parsed("1779271200.250     87 2001:DB8::7 TCP_TUNNEL/200 4812 CONNECT c2.workers.dev:8443 bob"
                        + " HIER_DIRECT/2001:db8::1 -"))
                .isEqualTo("{\"format\":\"squid-native\",\"time\":\"2026-05-20T10:00:00.250Z\","
                        + "\"src_ip\":\"2001:db8::7\",\"src_user\":\"bob\",\"dest_host\":\"c2.workers.dev\","
                        + "\"dest_ip\":\"2001:db8::1\",\"dest_port\":8443,\"bytes_received\":4812,\"duration\":0.087,"
                        + "\"action\":\"allowed\"}");
    }

    @Test
    void printsOnlyASumWhereOnlyASumIsKnown() {
        assertThat(parsed("<166>May 20 2026 10:00:00: %ASA-6-302014: Teardown TCP connection 77 for"
                        + " inside:10.0.0.7/50123 to outside:203.0.113.9/443 duration 1:00:05 bytes 5120 TCP FINs"))
                .contains("\"bytes_total\":5120", "\"duration\":3605")
                .doesNotContain("bytes_sent", "bytes_received", "action");
    }

    @Test
    void leavesOutATimeThatNothingStates() {
        assertThat(parsed("src=10.0.0.7 host=a.workers.dev"))
                .isEqualTo("{\"format\":\"generic-kv\",\"src_ip\":\"10.0.0.7\",\"dest_host\":\"a.workers.dev\"}");
    }

    @Test
    void printsOneObjectForEachLineInOrder() throws Exception {
        CommandRun run = CommandRun.parse(
                input("src=10.0.0.1 host=a.run.app\n\nnobody reads this\r\n\u00ff\u0000\nsrc=10.0.0.2 host=b.run.app"));
        assertThat(run.code()).isZero();
        assertThat(run.lines()).hasSize(5);
        assertThat(run.lines().subList(1, 4)).containsOnly(UNKNOWN);
        assertThat(run.lines().get(0)).contains("10.0.0.1");
        assertThat(run.lines().get(4)).contains("10.0.0.2");
    }

    private static String explained(String line) {
        return CommandRun.parse(input(line + "\n"), "--explain").lines().get(0);
    }

    @Test
    void explainsWhichFieldGaveWhat() {
        assertThat(explained(
                        "<189>devid=F type=traffic subtype=forward srcip=10.0.0.7 action=deny utmaction=block url=/x"
                                + " dstname=a.dev eventtime=1779271200"))
                .endsWith(
                        "\"explain\":{\"body_at\":5,\"time\":\"eventtime\",\"src_ip\":\"srcip\",\"dest_host\":\"dstname\","
                                + "\"action\":\"utmaction\",\"counts\":\"yes\"}}");
        assertThat(explained("<13>Nov 24 10:00:00 fw app: src=10.0.0.7 dst=[2001:db8::1]:443"))
                .endsWith(
                        "\"explain\":{\"header_host\":\"fw\",\"header_tag\":\"app\",\"body_at\":28,\"time\":\"header\","
                                + "\"src_ip\":\"src\",\"dest_ip\":\"dst\",\"dest_port\":\"dst\",\"counts\":\"yes\"}}");
    }

    @Test
    void explainsWhatHasNoNamedFieldsAndWhatNobodyReads() {
        assertThat(explained(
                        "%ASA-6-302013: Built inbound TCP connection 7 for a:10.0.0.7/1 (x) to b:192.0.2.7/443 (x)"))
                .contains("\"src_ip\":\"text\"", "\"counts\":\"no, the session's start\"");
        assertThat(explained("hello")).contains("\"reason\":\"no dialect knows the body\"");
        assertThat(explained("%ASA-5-111008: User 'x' executed the 'y' command."))
                .contains("\"format\":\"cisco-asa\"", "\"reason\":\"known, but tells of no flow\"");
    }

    @Test
    void saysWhereInItsOwnLineABodyBegins() {
        CommandRun run = CommandRun.parse(input("first\n\n<13>Nov 24 10:00:00 fw app: src=10.0.0.7\n"), "--explain");
        assertThat(run.lines().get(1)).contains("\"body_at\":0,");
        assertThat(run.lines().get(2)).contains("\"body_at\":28,");
    }

    @Test
    void printsValidJsonWhateverANameHolds() throws Exception {
        String line = parsed("src=10.0.0.7 host=\"a\\b\u0001.workers.dev\" user=\"\u00e4\u2028'x\"");
        JsonNode node = new ObjectMapper().readTree(line);
        assertThat(node.get("format").asText()).isEqualTo("generic-kv");
        assertThat(node.get("src_user").asText()).isEqualTo("\u00e4\u2028'x");
    }

    @Test
    void readsSeveralFilesOneAfterTheOther() throws Exception {
        Path one = Files.writeString(directory.resolve("one"), "src=10.0.0.1 host=a.run.app\n");
        Path two = Files.writeString(directory.resolve("two"), "src=10.0.0.2 host=a.run.app");
        CommandRun run = CommandRun.parse(input("src=10.0.0.3 host=a.run.app"), one.toString(), "-", two.toString());
        assertThat(run.lines())
                .extracting(
                        line -> new ObjectMapper().readTree(line).get("src_ip").asText())
                .isEqualTo(List.of("10.0.0.1", "10.0.0.3", "10.0.0.2"));
    }

    @Test
    void namesAFileThatCannotBeRead() {
        String missing = directory.resolve("missing.log").toString();
        CommandRun run = CommandRun.parse(input(""), missing);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().contains(missing, "no such file");
    }

    @Test
    void refusesAnOptionThatItDoesNotKnow() {
        CommandRun run = CommandRun.parse(input(""), "--frobnicate");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--frobnicate");
    }

    @Test
    void saysInOneLineThatNobodyTakesItsResult() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        InputStream in = input("src=10.0.0.1 host=a.run.app\n".repeat(5000));
        CommandRun run = CommandRun.of((out, err) -> new ParseCommand(in, broken, err));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).containsExactly("beaconward: the result cannot be written: Broken pipe");
    }
}
