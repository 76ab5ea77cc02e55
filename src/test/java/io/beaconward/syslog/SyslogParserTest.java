package io.beaconward.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Cidr;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.net.Frame;
import io.beaconward.net.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyslogParserTest {
    private static final long NOW = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();
    private static final Settings.Senders PLAIN = new Settings.Senders(List.of(), List.of());

    private final Message message = new Message();

    private Message parse(byte[] bytes) {
        return parse(new SyslogParser(new Senders(PLAIN, 100, Meters.unregistered())), bytes, "192.0.2.1", NOW);
    }

    private Message parse(SyslogParser parser, byte[] bytes, String peer, long received) {
        Frame frame = new Frame();
        frame.peer().parse(peer);
        frame.set(bytes, 0, bytes.length, Transport.UDP, received);
        parser.parse(frame, message);
        return message;
    }

    private Message parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String time(Message message, long reference) {
        if (!message.headerTime().isPresent()) return "-";
        return Instant.ofEpochMilli(message.headerTime().toMillis(message.sender(), reference))
                .toString();
    }

    /** Own lines in the shapes that devices send: frame, priority, host, app, time, body. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "<134>1 2026-11-24T10:00:00.5Z fw1 proxy 77 ID1 - a=b ~ 134 ~ fw1 ~ proxy ~ 2026-11-24T10:00:00.500Z ~ a=b",
                "<134>1 2026-11-24T10:00:00+01:00 fw1 proxy - - [x@1 k=\"a\\]b\" l=\"\"][y@1] hello ~ 134 ~ fw1 ~ proxy ~ 2026-11-24T09:00:00Z ~ hello",
                "<134>1 - - - - - - hello ~ 134 ~ `` ~ `` ~ - ~ hello",
                "<134>1 2026-11-24T10:00:00Z fw1 1,2026/11/24 10:00:00,0011,TRAFFIC ~ 134 ~ fw1 ~ `` ~ 2026-11-24T10:00:00Z ~ 1,2026/11/24 10:00:00,0011,TRAFFIC",
                "<134>1 2026-11-24T10:00:00Z fw1 a=b c=d e=f g=h i=j ~ 134 ~ fw1 ~ `` ~ 2026-11-24T10:00:00Z ~ a=b c=d e=f g=h i=j",
                "<166>:Nov 24 10:00:00 UTC: %ASA-6-1: x ~ 166 ~ `` ~ `` ~ 2026-11-24T10:00:00Z ~ %ASA-6-1: x",
                "<166>: 2026 Nov 24 10:00:00 UTC ftd1 : %FTD-6-1: x ~ 166 ~ ftd1 ~ `` ~ 2026-11-24T10:00:00Z ~ %FTD-6-1: x",
                "<13>2026 Nov 24 10:00:00.5 web1 app: hello ~ 13 ~ web1 ~ app ~ 2026-11-24T10:00:00.500Z ~ hello",
                "<134>1 Nov 24 10:00:00 192.0.2.9 1 1795514400.774 branch flows src=10.0.0.1 ~ 134 ~ 192.0.2.9 ~ `` ~ 2026-11-24T10:00:00Z ~ 1 1795514400.774 branch flows src=10.0.0.1",
                "<13>1 Nov 24 is a day ~ 13 ~ `` ~ `` ~ - ~ 1 Nov 24 is a day",
                "<134>2026-11-24 10:00:00.404 +0100  waf1 TR 192.0.2.7 443 x ~ 134 ~ waf1 ~ `` ~ 2026-11-24T09:00:00.404Z ~ TR 192.0.2.7 443 x",
                "<134>1 2026-11-24T10:00:00Z fw1 proxy[7]: V5.1 a=b c=d ~ 134 ~ fw1 ~ proxy ~ 2026-11-24T10:00:00Z ~ V5.1 a=b c=d",
                "<134>1 2026-11-24T10:00:00Z fw1 proxy: - - - a=b ~ 134 ~ fw1 ~ proxy: ~ 2026-11-24T10:00:00Z ~ a=b",
                "<134>1 2026-11-24T10:00:00Z gw cp 1 - [act:\"Accept\"; src:\"10.0.0.1\"] ~ 134 ~ gw ~ cp ~ 2026-11-24T10:00:00Z ~ [act:\"Accept\"; src:\"10.0.0.1\"]",
                "<134>1 1795514400.774 branch flows src=10.0.0.1 ~ 134 ~ branch ~ `` ~ 2026-11-24T10:00:00.774Z ~ flows src=10.0.0.1",
                "<13>Nov 24 10:00:00 web1 sshd[7]: hello there ~ 13 ~ web1 ~ sshd ~ 2026-11-24T10:00:00Z ~ hello there",
                "<13>Nov  4 10:00:00 web1 sshd: hello ~ 13 ~ web1 ~ sshd ~ 2026-11-04T10:00:00Z ~ hello",
                "<13>Nov 24 2026 10:00:00 web1 sshd[7] hello ~ 13 ~ web1 ~ sshd ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:00 2026 web1 app: hello ~ 13 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "Nov 24 10:00:00 web1 app: hello ~ -1 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>2026-11-24T10:00:00.123456+02:00 web1 app: hello ~ 13 ~ web1 ~ app ~ 2026-11-24T08:00:00.123Z ~ hello",
                "<166>Nov 24 2026 10:00:00: %ASA-6-302014: Teardown ~ 166 ~ `` ~ `` ~ 2026-11-24T10:00:00Z ~ %ASA-6-302014: Teardown",
                "<166>Nov 24 2026 10:00:00 asa1 : %ASA-6-302014: Teardown ~ 166 ~ asa1 ~ `` ~ 2026-11-24T10:00:00Z ~ %ASA-6-302014: Teardown",
                "<166>: %ASA-6-302014: Teardown ~ 166 ~ `` ~ `` ~ - ~ %ASA-6-302014: Teardown",
                "<166>%ASA-6-302014: Teardown ~ 166 ~ `` ~ `` ~ - ~ %ASA-6-302014: Teardown",
                "<166>Nov 24 10:00:00 10.0.0.1 %ASA-6-302014: Teardown ~ 166 ~ 10.0.0.1 ~ `` ~ 2026-11-24T10:00:00Z ~ %ASA-6-302014: Teardown",
                "<166>Nov 24 2026 10:00:00 UTC: %ASA-6-302014: x ~ 166 ~ `` ~ `` ~ 2026-11-24T10:00:00Z ~ %ASA-6-302014: x",
                "<189>45: *Nov 24 10:00:00.483 CET: %SYS-5-CONFIG_I: x ~ 189 ~ `` ~ `` ~ 2026-11-24T10:00:00.483Z ~ %SYS-5-CONFIG_I: x",
                "<189>000045: 000046: .Nov 24 10:00:00: %SYS-5-X: y ~ 189 ~ `` ~ `` ~ 2026-11-24T10:00:00Z ~ %SYS-5-X: y",
                "<189>date=2026-11-24 time=10:00:00 devname=\"f\" ~ 189 ~ `` ~ `` ~ - ~ date=2026-11-24 time=10:00:00 devname=\"f\"",
                "<14>Nov 24 10:00:00 pa1 1,2026/11/24 10:00:00,0011,TRAFFIC ~ 14 ~ pa1 ~ `` ~ 2026-11-24T10:00:00Z ~ `1,2026/11/24 10:00:00,0011,TRAFFIC`",
                "<14>Nov 24 10:00:00 1,2026/11/24 10:00:00,0011,TRAFFIC ~ 14 ~ `` ~ `` ~ 2026-11-24T10:00:00Z ~ `1,2026/11/24 10:00:00,0011,TRAFFIC`",
                "1,2026/11/24 10:00:00,0011,TRAFFIC ~ -1 ~ `` ~ `` ~ - ~ `1,2026/11/24 10:00:00,0011,TRAFFIC`",
                "1795514400.123    45 10.0.0.1 TCP_MISS/200 900 GET http://x/ ~ -1 ~ `` ~ `` ~ - ~ 1795514400.123    45 10.0.0.1 TCP_MISS/200 900 GET http://x/",
                "<13>Nov 24 10:00:00 px squid[9]: 1795514400.123 45 10.0.0.1 T ~ 13 ~ px ~ squid ~ 2026-11-24T10:00:00Z ~ 1795514400.123 45 10.0.0.1 T",
                "<13>Nov 24 10:00:00 px (squid-1): 1795514400.123 45 10.0.0.1 T ~ 13 ~ px ~ (squid-1) ~ 2026-11-24T10:00:00Z ~ 1795514400.123 45 10.0.0.1 T",
                "<13>Nov 24 10:00:00 px squid 1795514400.123 45 10.0.0.1 T ~ 13 ~ px ~ squid ~ 2026-11-24T10:00:00Z ~ 1795514400.123 45 10.0.0.1 T",
                "<13>Nov 24 10:00:00 s1 sensor {\"a\":1} ~ 13 ~ s1 ~ sensor ~ 2026-11-24T10:00:00Z ~ {\"a\":1}",
                "<13>squid[9]: 1795514400.123 45 ~ 13 ~ `` ~ squid ~ - ~ 1795514400.123 45",
                "src=10.0.0.1 host=x.workers.dev ~ -1 ~ `` ~ `` ~ - ~ src=10.0.0.1 host=x.workers.dev",
                "<13>src=10.0.0.1 host=x.workers.dev ~ 13 ~ `` ~ `` ~ - ~ src=10.0.0.1 host=x.workers.dev",
                "<13>Nov 24 10:00:00 fw src=10.0.0.1 host=x ~ 13 ~ fw ~ `` ~ 2026-11-24T10:00:00Z ~ src=10.0.0.1 host=x",
                "<13>Nov 24 10:00:00 CEF:0|V|P|1|2|n|3|src=1.1.1.1 ~ 13 ~ `` ~ `` ~ 2026-11-24T10:00:00Z ~ CEF:0|V|P|1|2|n|3|src=1.1.1.1",
                "<13>Nov 24 10:00:00 h CEF: 0|V|P ~ 13 ~ h ~ `` ~ 2026-11-24T10:00:00Z ~ CEF: 0|V|P",
                "2026-11-24 10:00:00 src=10.0.0.1 host=x ~ -1 ~ `` ~ `` ~ 2026-11-24T10:00:00Z ~ src=10.0.0.1 host=x",
                "2026-11-24 10:00:00,123 fw1 src=10.0.0.1 host=x ~ -1 ~ fw1 ~ `` ~ 2026-11-24T10:00:00.123Z ~ src=10.0.0.1 host=x",
                "2026-11-24 10:00:00 45 10.0.0.1 200 TCP_HIT ~ -1 ~ `` ~ `` ~ - ~ 2026-11-24 10:00:00 45 10.0.0.1 200 TCP_HIT",
                "2026-11-24 10:00:00.404 +0100  waf1 TR 192.0.2.7 443 x ~ -1 ~ waf1 ~ `` ~ 2026-11-24T09:00:00.404Z ~ TR 192.0.2.7 443 x",
                "<13>Nov 24 10:00:00 2001:db8::9 app[7]: hello ~ 13 ~ 2001:db8::9 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:00 2026-11-24 10:00:00 45 10.0.0.1 T ~ 13 ~ `` ~ `` ~ 2026-11-24T10:00:00Z ~ 2026-11-24 10:00:00 45 10.0.0.1 T",
                "<13>Nov 24 10:00:00 11/24/2026 9:46:04 PM 0E1C PACKET ~ 13 ~ `` ~ `` ~ 2026-11-24T10:00:00Z ~ 11/24/2026 9:46:04 PM 0E1C PACKET",
                "<13>Nov 24 10:00:00 2024fw app[7]: hello ~ 13 ~ 2024fw ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:05 192.0.2.9 Nov 24 10:00:00 pa1 1,2026/11/24 10:00:00,0011,TRAFFIC ~ 13 ~ 192.0.2.9 ~ `` ~ 2026-11-24T10:00:05Z ~ `1,2026/11/24 10:00:00,0011,TRAFFIC`",
                "<13>2026-11-24T10:00:05Z relay1 Nov 24 10:00:00 web1 sshd[7]: hello ~ 13 ~ relay1 ~ sshd ~ 2026-11-24T10:00:05Z ~ hello",
                "<13>Nov 24 10:00:05 relay1 Nov 24 2026 10:00:00: %ASA-6-1: x ~ 13 ~ relay1 ~ `` ~ 2026-11-24T10:00:05Z ~ %ASA-6-1: x",
                "1 2026-11-24T10:00:00Z web1 sshd 7 - - hello ~ -1 ~ web1 ~ sshd ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:05 relay1 <38>1 2026-11-24T10:00:00Z web1 sshd 7 - - hello ~ 38 ~ relay1 ~ sshd ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:05 relay1 1 2026-11-24T10:00:00Z web1 sshd 7 - - hello ~ 13 ~ relay1 ~ sshd ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:05 relay1 1 2026 apples ~ 13 ~ relay1 ~ `` ~ 2026-11-24T10:00:05Z ~ 1 2026 apples",
                "<13>Nov 24 10:00:05 relay1 <38>Nov 24 10:00:00 web1 sshd: hello ~ 38 ~ relay1 ~ sshd ~ 2026-11-24T10:00:05Z ~ hello",
                "<13>Nov 24 10:00:05 relay1 <38>x: hello ~ 38 ~ relay1 ~ x ~ 2026-11-24T10:00:05Z ~ hello",
                "<13>Nov 24 10:00:05 relay1 <b>x ~ 13 ~ relay1 ~ `` ~ 2026-11-24T10:00:05Z ~ <b>x",
                "<13>Nov 24 10:00:05 relay1 Nov 24 is a day ~ 13 ~ relay1 ~ `` ~ 2026-11-24T10:00:05Z ~ Nov 24 is a day",
                "2026 Nov 24 10:00:05 mgr1->10.0.0.9 Nov 24 10:00:00 web1 app[7]: hello ~ -1 ~ `` ~ app ~ 2026-11-24T10:00:05Z ~ hello",
                "2026 Nov 24 10:00:05 (agent 1) any->/var/log/syslog Nov 24 10:00:00 web1 app: hello ~ -1 ~ `` ~ `` ~ 2026-11-24T10:00:05Z ~ (agent 1) any->/var/log/syslog Nov 24 10:00:00 web1 app: hello",
                "2026 Nov 24 10:00:05 (agent1) any->/var/log/syslog Nov 24 10:00:00 web1 app: hello ~ -1 ~ `` ~ app ~ 2026-11-24T10:00:05Z ~ hello",
                "2026 Nov 24 10:00:05 (agent1) any->/var/log/eve.json {\"a\":1} ~ -1 ~ `` ~ `` ~ 2026-11-24T10:00:05Z ~ {\"a\":1}",
                "<13>Nov 24 10:00:00 10.0.0.1:5->192.0.2.1:443 permit ~ 13 ~ `` ~ `` ~ 2026-11-24T10:00:00Z ~ 10.0.0.1:5->192.0.2.1:443 permit",
                "2026 Nov 24 10:00:05 (agent1) any->/var/log/squid.log 1795514400.123 45 10.0.0.1 T ~ -1 ~ `` ~ `` ~ 2026-11-24T10:00:05Z ~ 1795514400.123 45 10.0.0.1 T",
                "<13>Nov 24 10:00:00 -> hello ~ 13 ~ `` ~ `` ~ 2026-11-24T10:00:00Z ~ -> hello",
                "<30>Tue Nov 24 10:00:00 2026 daemon.info dnsmasq[7]: hello ~ 30 ~ `` ~ dnsmasq ~ 2026-11-24T10:00:00Z ~ hello",
                "Tue Nov 24 10:00:00 2026 kern.warn kernel: hello ~ -1 ~ `` ~ kernel ~ 2026-11-24T10:00:00Z ~ hello",
                "Nov 24 10:00:00 gw1 daemon.info dnsmasq[7]: hello ~ -1 ~ gw1 ~ dnsmasq ~ 2026-11-24T10:00:00Z ~ hello",
                "<30>Nov 24 10:00:00 gw1.info app: hello ~ 30 ~ gw1.info ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Tue, Nov 24 10:00:00 web1 app: hello ~ 13 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Tue Nov 24 10:00:00 UTC 2026 web1 app: hello ~ 13 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:00 CET 2026 web1 app: hello ~ 13 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:00 AKST web1 app: hello ~ 13 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<189>: 2026 Nov 24 10:00:00 UTC: %X-5-Y: hello ~ 189 ~ `` ~ `` ~ 2026-11-24T10:00:00Z ~ %X-5-Y: hello",
                "<189>2026 Nov 24 10:00:00 sw1 %X-5-Y: hello ~ 189 ~ sw1 ~ `` ~ 2026-11-24T10:00:00Z ~ %X-5-Y: hello",
                "<189>45: sw1: *Nov 24 10:00:00.483 UTC: %X-5-Y: hello ~ 189 ~ sw1 ~ `` ~ 2026-11-24T10:00:00.483Z ~ %X-5-Y: hello",
                "<189>45: sw1: 000123: Nov 24 10:00:00: %X-5-Y: hello ~ 189 ~ sw1 ~ `` ~ 2026-11-24T10:00:00Z ~ %X-5-Y: hello",
                "<189>sw1: 2026 Nov 24 10:00:00.483 CDT: %X-5-Y: hello ~ 189 ~ sw1 ~ `` ~ 2026-11-24T10:00:00.483Z ~ %X-5-Y: hello",
                "<189>wlc1: *task1: Nov 24 10:00:00.483: %X-5-Y: hello ~ 189 ~ wlc1 ~ `` ~ 2026-11-24T10:00:00.483Z ~ %X-5-Y: hello",
                "<189>app: 2026-11-24 10:00:00 45 10.0.0.1 200 ~ 189 ~ `` ~ app ~ - ~ 2026-11-24 10:00:00 45 10.0.0.1 200",
                "<189>app: may 1 be seen ~ 189 ~ `` ~ app ~ - ~ may 1 be seen",
                "<189>45: 10.0.0.9: Nov 24 10:00:00: %X-5-Y: hello ~ 189 ~ 10.0.0.9 ~ `` ~ 2026-11-24T10:00:00Z ~ %X-5-Y: hello",
                "<189>Nov 24 10:00:05 relay1 45: *Nov 24 10:00:00.483: %X-5-Y: hello ~ 189 ~ relay1 ~ `` ~ 2026-11-24T10:00:05Z ~ %X-5-Y: hello",
                "<13>web1 Nov 24 10:00:00 app[7]: hello ~ 13 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "10.0.0.9 Nov 24 10:00:00 web1 app[7]: hello ~ -1 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "https 2026-11-24T10:00:00Z lb1 10.0.0.1 hello ~ -1 ~ `` ~ `` ~ - ~ https 2026-11-24T10:00:00Z lb1 10.0.0.1 hello",
                "<13>Nov 24 10:00:00 [10.0.0.9] app: hello ~ 13 ~ 10.0.0.9 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:00 [2001:db8::9] app: hello ~ 13 ~ 2001:db8::9 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:00 [act:x] hello ~ 13 ~ `` ~ `` ~ 2026-11-24T10:00:00Z ~ [act:x] hello",
                "<13>Nov 24 10:00:00 web1 10.0.0.9 app[7]: hello ~ 13 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:00 10.0.0.9 web1 app[7]: hello ~ 13 ~ 10.0.0.9 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:00 web1: app[7]: hello ~ 13 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:00 web1 no app [7]: hello ~ 13 ~ web1 ~ `` ~ 2026-11-24T10:00:00Z ~ no app [7]: hello",
                "<13>web1 app[7]: hello ~ 13 ~ web1 ~ app ~ - ~ hello",
                "web1 app[7]: hello ~ -1 ~ web1 ~ app ~ - ~ hello",
                "app[7]: hello ~ -1 ~ `` ~ app ~ - ~ hello",
                "app: hello ~ -1 ~ `` ~ `` ~ - ~ app: hello",
                "a b app[7]: hello ~ -1 ~ `` ~ `` ~ - ~ a b app[7]: hello",
                "2026-11-24 10:00:00 web1 app[7]: hello ~ -1 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "2026-11-24T10:00:00.123456789Z stdout F hello there ~ -1 ~ `` ~ `` ~ 2026-11-24T10:00:00.123Z ~ hello there",
                "<13>Nov 24 10:00:05 relay1 <30>Nov 24 10:00:00 web1 app[7]: hello ~ 30 ~ relay1 ~ app ~ 2026-11-24T10:00:05Z ~ hello",
                "<13>Nov 24 10:00:05 relay1 <30>1 2026-11-24T10:00:00Z web1 app 7 - - hello ~ 30 ~ relay1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:05 relay1 fwd[7]: <30>Nov 24 10:00:00 web1 app[7]: hello ~ 30 ~ relay1 ~ app ~ 2026-11-24T10:00:05Z ~ hello",
                "<13>fwd: <30>1 2026-11-24T10:00:00Z web1 app 7 - - hello ~ 30 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>Nov 24 10:00:05 relay1 fwd: Nov 24 10:00:00 web1 app: Nov 24 09:00:00 web2 app2: hello ~ 13 ~ relay1 ~ app ~ 2026-11-24T10:00:05Z ~ Nov 24 09:00:00 web2 app2: hello",
                "<13>Nov 24 10:00:05 relay1 fwd[7]: Nov 24 is a day ~ 13 ~ relay1 ~ fwd ~ 2026-11-24T10:00:05Z ~ Nov 24 is a day",
                "<13>1 2026-11-24T10:00:05Z relay1 - - - - <30>Nov 24 10:00:00 web1 app[7]: hello ~ 30 ~ relay1 ~ app ~ 2026-11-24T10:00:05Z ~ hello",
                "<13>1 - - fwd - - - <30>1 2026-11-24T10:00:00Z web1 app 7 - - hello ~ 30 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "<13>1 - - fwd - - - <30>1 - - a - - - <31>1 - - b - - - hello ~ 30 ~ `` ~ a ~ - ~ <31>1 - - b - - - hello",
                "<13>1 2026-11-24T10:00:05Z relay1 fwd - - - Nov 24 10:00:00 web1 app[7]: hello ~ 13 ~ relay1 ~ app ~ 2026-11-24T10:00:05Z ~ hello",
                "<13>1 2026-11-24T10:00:05Z relay1 fwd - - - 2026-11-24T10:00:00Z web1 app[7]: hello ~ 13 ~ relay1 ~ app ~ 2026-11-24T10:00:05Z ~ hello",
                "<13>1 2026-11-24T10:00:05Z relay1 fwd - - - 2026-11-24T10:00:00Z web1 hello ~ 13 ~ relay1 ~ fwd ~ 2026-11-24T10:00:05Z ~ 2026-11-24T10:00:00Z web1 hello",
                "<13>1 2026-11-24T10:00:00Z web1 app[7]: hello ~ 13 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "1 2026-11-24T10:00:00Z web1 app 7 - - hello ~ -1 ~ web1 ~ app ~ 2026-11-24T10:00:00Z ~ hello",
                "1 1795514400.774 branch flows src=10.0.0.1 ~ -1 ~ branch ~ `` ~ 2026-11-24T10:00:00.774Z ~ flows src=10.0.0.1",
                "1 1795514400,774 branch flows src=10.0.0.1 ~ -1 ~ `` ~ `` ~ - ~ 1 1795514400,774 branch flows src=10.0.0.1",
                "<13>Nov 24 10:00:05 Nov 24 10:00:00 web1 app: hello ~ 13 ~ `` ~ app ~ 2026-11-24T10:00:05Z ~ hello",
                "1 2026-11-24 10:00:00 web1 app 7 - - hello ~ -1 ~ `` ~ `` ~ - ~ 1 2026-11-24 10:00:00 web1 app 7 - - hello",
                "<999>x ~ -1 ~ `` ~ `` ~ - ~ <999>x",
                "<13>Nov 31 10:00:00 h app: x ~ 13 ~ `` ~ `` ~ - ~ Nov 31 10:00:00 h app: x",
                "<14>1 Nov 24 10:00:00 pa1 1,2026/11/24 10:00:00,0011,TRAFFIC ~ 14 ~ pa1 ~ `` ~ 2026-11-24T10:00:00Z ~ `1,2026/11/24 10:00:00,0011,TRAFFIC`",
                "<13>Nov 24 10:00:05 relay1 <134>Nov 24 10:00:00 web1 sshd[7]: hello ~ 134 ~ relay1 ~ sshd ~ 2026-11-24T10:00:05Z ~ hello",
                "Nov 24 10:00:05 relay1 344 <142>1 2026-11-24T10:00:00.3Z fw1 proxy - ID1 - a=b ~ 142 ~ relay1 ~ proxy ~ 2026-11-24T10:00:00.300Z ~ a=b",
                "<13>1 2026-11-24T10:00:05Z relay1 app - - - <134>a=b ~ 134 ~ relay1 ~ `` ~ 2026-11-24T10:00:05Z ~ a=b",
                "344 <142>1 2026-11-24T10:00:00Z fw1 proxy - - - a=b ~ 142 ~ fw1 ~ proxy ~ 2026-11-24T10:00:00Z ~ a=b",
                "<13>Nov 24 10:00:05 r <14>Nov 24 10:00:00 w <15>Nov 24 09:00:00 x a=b ~ 14 ~ r ~ `` ~ 2026-11-24T10:00:05Z ~ <15>Nov 24 09:00:00 x a=b",
                "<13>Nov 24 10:00:05 relay1 <b>hello</b> ~ 13 ~ relay1 ~ `` ~ 2026-11-24T10:00:05Z ~ <b>hello</b>",
                "<13>Nov 24 10:00:05 relay1 12 <tag> hello ~ 13 ~ relay1 ~ `` ~ 2026-11-24T10:00:05Z ~ 12 <tag> hello",
                "<13>1 not a time at all ~ 13 ~ `` ~ `` ~ - ~ 1 not a time at all",
                "<13> ~ 13 ~ `` ~ `` ~ - ~ ``",
            })
    void readsWhatDevicesSend(String frame, int priority, String host, String app, String time, String body) {
        Message read = parse(frame);
        assertThat(read.priority()).isEqualTo(priority);
        assertThat(read.host().toString()).isEqualTo(host);
        assertThat(read.app().toString()).isEqualTo(app);
        assertThat(time(read, NOW)).isEqualTo(time);
        assertThat(read.body().toString()).isEqualTo(body);
    }

    @Test
    void dropsTheByteOrderMarkAndLineEnds() {
        assertThat(parse("<134>1 - h a - - - \ufeffhost=ä\r\n\0").body().toString())
                .isEqualTo("host=ä");
    }

    @Test
    void keepsStructuredDataApart() {
        Message read = parse("<134>1 - h a - - [j@1 x=\"1 ] [\"] body");
        assertThat(read.structuredData().toString()).isEqualTo("[j@1 x=\"1 ] [\"]");
        assertThat(read.body().toString()).isEqualTo("body");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "<134>1 - h a - - [meta sequenceId=\"17\"] b ~ SEQUENCE_ID ~ 17",
                "<134>1 - h a - - [x@1 k=\"[meta sequenceId=\\\"5\"][meta language=\"en\" sequenceId=\"2147483647\"] b ~ SEQUENCE_ID ~ 2147483647",
                "<134>1 - h a - - [x@1 sequenceId=\"5\"] b ~ NONE ~ 0",
                "<134>1 - h a - - [metal sequenceId=\"5\"] b ~ NONE ~ 0",
                "<134>1 - h a - - [meta sequenceId=\"0\"] b ~ NONE ~ 0",
                "<134>1 - h a - - [meta sequenceId=\"2147483648\"] b ~ NONE ~ 0",
                "<134>1 - h a - - [meta sequenceId=\"5x\"] b ~ NONE ~ 0",
                "<189>000045: *Nov 24 10:00:00.123: %SYS-5-CONFIG_I: Configured ~ CISCO ~ 45",
                "<189>45: 000123: Nov 24 10:00:00: %SYS-5-CONFIG_I: Configured ~ CISCO ~ 45",
                "<189>0: Nov 24 10:00:00: %SYS-5-CONFIG_I: Configured ~ CISCO ~ 0",
                "<13>45: no time follows ~ NONE ~ 0",
                "<13>Nov 24 10:00:00 host app: 45: text ~ NONE ~ 0",
                "45: Nov 24 10:00:00 host app: text ~ NONE ~ 0",
                "<13>Nov 24 10:00:05 relay 45: Nov 24 10:00:00: %SYS-5-CONFIG_I: Configured ~ NONE ~ 0",
                "<13>Nov 24 10:00:05 relay <189>45: Nov 24 10:00:00: %SYS-5-CONFIG_I: Configured ~ NONE ~ 0",
                "<13>1 - relay a - - - <134>1 - h a - - [meta sequenceId=\"17\"] b ~ NONE ~ 0",
                "<13>1 - relay a - - [meta sequenceId=\"5\"] <134>1 - h a - - [meta sequenceId=\"17\"] b ~ SEQUENCE_ID ~ 5",
                "<189>45: host: 000123: Nov 24 10:00:00: %SYS-5-CONFIG_I: Configured ~ CISCO ~ 45",
            })
    void readsTheNumberThatADeviceGivesTheMessage(String text, Numbering numbering, long number) {
        Message read = parse(text);
        assertThat(read.numbering()).isEqualTo(numbering);
        if (numbering != Numbering.NONE) assertThat(read.number()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-01T00:05:00Z, Dec 31 23:59:00, 2026-12-31T23:59:00Z",
        "2026-12-31T23:59:00Z, Jan  1 00:01:00, 2027-01-01T00:01:00Z",
        "2028-03-01T00:00:00Z, Feb 29 10:00:00, 2028-02-29T10:00:00Z",
        "2026-06-30T12:00:00Z, Jun 30 11:00:00, 2026-06-30T11:00:00Z",
    })
    void takesTheNearestYear(String received, String stamp, String expected) {
        long reference = Instant.parse(received).toEpochMilli();
        SyslogParser parser = new SyslogParser(new Senders(PLAIN, 100, Meters.unregistered()));
        Message read =
                parse(parser, ("<13>" + stamp + " h a: b").getBytes(StandardCharsets.UTF_8), "192.0.2.1", reference);
        assertThat(time(read, reference)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Jul 10 12:00:00, 2026-07-10T10:00:00Z",
        "Jan 10 12:00:00, 2026-01-10T11:00:00Z",
        "Mar 29 02:30:00, 2026-03-29T01:30:00Z",
        "Oct 25 02:30:00, 2026-10-25T00:30:00Z",
    })
    void readsAWallClockInTheSendersZone(String stamp, String expected) {
        long reference = Instant.parse(expected).toEpochMilli();
        Settings.Senders berlin = new Settings.Senders(
                List.of(new Settings.Senders.Zone(
                        Cidr.parse("192.0.2.0/24").orElseThrow(), ZoneId.of("Europe/Berlin"))),
                List.of());
        SyslogParser parser = new SyslogParser(new Senders(berlin, 100, Meters.unregistered()));
        byte[] frame = ("<13>" + stamp + " h a: b").getBytes(StandardCharsets.UTF_8);
        assertThat(time(parse(parser, frame, "192.0.2.7", reference), reference))
                .isEqualTo(expected);
        long utc = reference - Instant.parse(expected).toEpochMilli();
        assertThat(time(parse(parser, frame, "198.51.100.1", reference), reference))
                .isNotEqualTo(expected)
                .isNotNull();
        assertThat(utc).isZero();
    }

    @Test
    void tellsSendersBehindARelayByTheirHostNames() {
        Settings.Senders relay =
                new Settings.Senders(List.of(), List.of(Cidr.parse("192.0.2.9").orElseThrow()));
        Meters meters = Meters.unregistered();
        SyslogParser parser = new SyslogParser(new Senders(relay, 2, meters));
        byte[] one = "<13>Nov 24 10:00:00 fw1 a: b".getBytes(StandardCharsets.UTF_8);
        byte[] two = "<13>Nov 24 10:00:00 FW2 a: b".getBytes(StandardCharsets.UTF_8);
        Sender first = parse(parser, one, "192.0.2.9", NOW).sender();
        Sender second = parse(parser, two, "192.0.2.9", NOW).sender();
        assertThat(first).isNotSameAs(second);
        assertThat(second.name()).isEqualTo("fw2 via 192.0.2.9");
        assertThat(parse(parser, one, "192.0.2.9", NOW).sender()).isSameAs(first);
        assertThat(meters.total(Metric.SENDERS_FORGOTTEN)).isZero();
        Sender direct = parse(parser, one, "192.0.2.1", NOW).sender();
        assertThat(parse(parser, two, "192.0.2.1", NOW).sender()).isSameAs(direct);
        assertThat(meters.total(Metric.SENDERS_FORGOTTEN)).isEqualTo(1);
        assertThat(parse(parser, one, "192.0.2.9", NOW).sender())
                .as("the most recent stays")
                .isSameAs(first);
    }

    @Property
    void anyBytesAreReadWithoutFailing(@ForAll byte[] bytes) {
        check(bytes);
    }

    @Property
    void mutatedLinesAreReadWithoutFailing(
            @ForAll @From("lines") String line, @ForAll @IntRange(max = 300) int cut, @ForAll byte replaced) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= bytes.length; length++) check(java.util.Arrays.copyOf(bytes, length));
        bytes[cut % bytes.length] = replaced;
        check(bytes);
    }

    @Provide
    net.jqwik.api.Arbitrary<String> lines() {
        return net.jqwik.api.Arbitraries.of(
                "<134>1 2026-11-24T10:00:00.5Z fw1 proxy 77 ID1 [x@1 k=\"a\\]b\"] \ufeffhello",
                "<189>000045: 000046: .Nov 24 10:00:00.123 CET: %SYS-5-X: y",
                "<13>Nov 24 10:00:00 2026 px squid[9]: 1795514400.123 45 10.0.0.1 T",
                "2026-11-24T10:00:00+01:00 host tag[1] text",
                "<13>1 2026-11-24T10:00:00Z relay - - - - <30>45: host: *Tue, Nov 24 10:00:00 UTC 2026: a[1]: b",
                "Tue Nov 24 10:00:00 2026 [10.0.0.1] daemon.info b: tag[1]: text");
    }

    private void check(byte[] bytes) {
        if (bytes.length == 0) return;
        Message read = parse(bytes);
        assertThat(read.body().from()).isBetween(0, bytes.length);
        assertThat(read.body().to()).isBetween(read.body().from(), bytes.length);
        if (read.headerTime().isPresent()) read.headerTime().toMillis(read.sender(), NOW);
    }

    @Test
    void aBodyNeverBecomesAHeader() {
        String body = "msg=\"<13>1 2020-01-01T00:00:00Z evil app - - -\" src=10.0.0.1";
        assertThat(parse("<134>1 2026-11-24T10:00:00Z fw1 proxy - - - " + body)
                        .host()
                        .toString())
                .isEqualTo("fw1");
        assertThat(parse(body).body().toString()).isEqualTo(body);
    }
}
