package io.beaconward.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.Settings;
import io.beaconward.dialect.Dialects;
import io.beaconward.dialect.Flow;
import io.beaconward.dialect.Reading;
import io.beaconward.metrics.Meters;
import io.beaconward.net.Frame;
import io.beaconward.net.Transport;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Senders;
import io.beaconward.syslog.SyslogParser;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** DNS messages as flows, for tests: only the dialects can fill in the addresses of a reply, so a line of theirs is read. */
final class DnsReplies {
    private DnsReplies() {}

    /** A reply with these addresses to the client; where it is empty, to a client that the line does not name. */
    static Flow reply(Flow flow, String client, String name, String... addresses) {
        if (client.isEmpty()) {
            assertThat(addresses).hasSize(1);
            return read(flow, "<30>Nov 24 10:00:00 gw1 dnsmasq[7]: reply " + name + " is " + addresses[0]);
        }
        StringBuilder line = new StringBuilder(
                "client " + client + "#5 (" + name + "): answer: " + name + " IN A + (192.0.2.53) -> NOERROR");
        for (String address : addresses)
            line.append(" 60 ").append(address.contains(":") ? "AAAA " : "A ").append(address);
        return read(flow, line.toString());
    }

    static Flow query(Flow flow, String client, String name, String server) {
        return read(flow, "client " + client + "#5 (" + name + "): query: " + name + " IN A + (" + server + ")");
    }

    private static Flow read(Flow flow, String line) {
        Frame frame = new Frame();
        frame.peer().parse("192.0.2.1");
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        frame.set(bytes, 0, bytes.length, Transport.UDP, 0);
        Message message = new Message();
        new SyslogParser(new Senders(new Settings.Senders(List.of(), List.of()), 10, Meters.unregistered()))
                .parse(frame, message);
        assertThat(Dialects.all().read(message, flow)).isEqualTo(Reading.FLOW);
        return flow;
    }
}
