package io.beaconward.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beaconward.dialect.Field;
import io.beaconward.dialect.Flow;
import io.beaconward.dialect.Reading;
import io.beaconward.syslog.Message;
import java.io.IOException;
import java.util.List;

/**
 * Where what {@code parse} prints of a line comes from: the name of the line's own field, {@code header}, or, in dialects whose
 * fields have no names, {@code text}.
 */
final class Explanation {
    private static final String UNNAMED = "text";

    private Explanation() {}

    static void write(MessageReader reader, Reading reading, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("explain");
        Message message = reader.message();
        if (!message.host().isEmpty())
            json.writeStringField("header_host", message.host().toString());
        if (!message.app().isEmpty())
            json.writeStringField("header_tag", message.app().toString());
        json.writeNumberField("body_at", reader.bodyAt());
        if (reading == Reading.FOREIGN) {
            json.writeStringField("reason", "no dialect knows the body");
        } else if (reading == Reading.NO_FLOW) {
            json.writeStringField("reason", "known, but tells of no flow");
        } else {
            fields(reader, json);
        }
        json.writeEndObject();
    }

    private static void fields(MessageReader reader, JsonGenerator json) throws IOException {
        Flow flow = reader.flow();
        if (flow.time().isPresent()) {
            field(reader, json, "time", true, Field.TIME);
        } else if (reader.hasTime()) {
            json.writeStringField("time", "header");
        }
        field(reader, json, "src_ip", flow.source().isPresent(), Field.SOURCE);
        field(reader, json, "src_port", flow.sourcePort() >= 0, Field.SOURCE_PORT, Field.SOURCE);
        field(reader, json, "src_user", !flow.user().isEmpty(), Field.USER);
        field(
                reader,
                json,
                "dest_host",
                !flow.host().isEmpty(),
                Field.HOST,
                Field.URL,
                Field.REQUEST,
                Field.DESTINATION);
        field(reader, json, "dest_ip", flow.destination().isPresent(), Field.DESTINATION, Field.HOST, Field.URL);
        field(
                reader,
                json,
                "dest_port",
                flow.destinationPort() >= 0,
                Field.DESTINATION_PORT,
                Field.DESTINATION,
                Field.HOST,
                Field.URL);
        field(reader, json, "bytes_sent", flow.bytesSent() >= 0, Field.SENT);
        field(reader, json, "bytes_received", flow.bytesReceived() >= 0, Field.RECEIVED);
        field(reader, json, "bytes_total", flow.bytesTotal() >= 0, Field.TOTAL);
        field(reader, json, "duration", flow.durationMillis() >= 0, Field.SECONDS, Field.MILLISECONDS);
        field(reader, json, "action", flow.action() != Flow.Action.UNDECIDED, Field.ACTION);
        field(reader, json, "dns_query", !flow.dnsQuery().isEmpty(), Field.QUERY);
        field(reader, json, "dns_answers", flow.answers().size() > 0, Field.ANSWERS);
        field(reader, json, "event_name", !flow.eventName().isEmpty(), Field.EVENT);
        json.writeStringField("counts", flow.phase() == Flow.Phase.END ? "yes" : "no, the session's " + phase(flow));
    }

    private static String phase(Flow flow) {
        return flow.phase() == Flow.Phase.START ? "start" : "record is not its last";
    }

    /** Names the first of the meanings that a field of the line gave. */
    private static void field(MessageReader reader, JsonGenerator json, String name, boolean there, Field... meanings)
            throws IOException {
        if (!there) return;
        String source = List.of(meanings).stream()
                .map(reader::sourceOf)
                .filter(field -> !field.isEmpty())
                .findFirst()
                .orElse(UNNAMED);
        json.writeStringField(name, source);
    }
}
