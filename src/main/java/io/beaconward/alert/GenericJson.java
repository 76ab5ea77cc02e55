package io.beaconward.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beaconward.detect.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An alert as one JSON object on one line of ASCII: the webhook's own format, and that of {@code hunt --alerts}. Times are
 * ISO-8601 in UTC with whole seconds, averages and shares have up to 3 decimals.
 */
public final class GenericJson implements Format {

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] body(Alert alert) {
        return write(alert).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] body(Notice notice) {
        return write(notice).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] body(Summary summary) {
        return write(summary).getBytes(StandardCharsets.US_ASCII);
    }

    /** A summary: what it shares with alerts has the same names, {@code kind} tells it from them. */
    static String write(Summary summary) {
        return PlainJson.object(json -> {
            json.writeStringField("kind", "summary");
            json.writeStringField("id", summary.id());
            json.writeStringField("state", summary.state());
            json.writeStringField("time", PairJson.seconds(summary.time()));
            json.writeStringField("rule", summary.rule());
            json.writeArrayFieldStart("findings");
            json.writeString(summary.rule());
            json.writeEndArray();
            json.writeStringField("severity", Summary.SEVERITY);
            json.writeStringField("confidence", Summary.CONFIDENCE);
            json.writeNumberField("count", summary.count());
            writeShares(json, "tenants", "tenant", summary.tenants());
            writeShares(json, "sources", "src_ip", summary.sources());
            json.writeStringField("summary", summary.summary());
            json.writeStringField("evidence", summary.evidence());
            json.writeStringField("tuning", String.join("\n", summary.tuning()));
        });
    }

    private static void writeShares(JsonGenerator json, String field, String name, List<Summary.Share> shares)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (Summary.Share share : shares) {
            json.writeStartObject();
            json.writeStringField(name, share.name());
            json.writeNumberField("count", share.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A notice: what it shares with alerts has the same names, {@code kind} tells it from them. */
    static String write(Notice notice) {
        return PlainJson.object(json -> {
            json.writeStringField("kind", "notice");
            json.writeStringField("id", notice.id());
            json.writeStringField("state", notice.state());
            json.writeStringField("time", PairJson.seconds(notice.time()));
            json.writeStringField("rule", notice.rule());
            json.writeArrayFieldStart("findings");
            json.writeString(notice.rule());
            json.writeEndArray();
            json.writeStringField("severity", Notice.SEVERITY);
            json.writeStringField("confidence", Notice.CONFIDENCE);
            json.writeNumberField("sender_count", notice.count());
            json.writeArrayFieldStart("senders");
            for (String sender : notice.senders()) json.writeString(sender);
            json.writeEndArray();
            json.writeStringField("summary", notice.summary());
            json.writeStringField("evidence", notice.evidence());
        });
    }

    /** The object, without a line's end. */
    public static String write(Alert alert) {
        return PlainJson.object(json -> {
            writeHead(json, alert);
            PairJson.write(json, alert.finding().pair());
            writeMore(json, alert);
        });
    }

    private static void writeHead(JsonGenerator json, Alert alert) throws IOException {
        json.writeStringField("id", alert.id());
        json.writeStringField("state", alert.state());
        json.writeStringField("time", PairJson.seconds(alert.finding().time()));
        json.writeStringField("rule", alert.rule());
        json.writeArrayFieldStart("findings");
        for (String rule : alert.finding().rules()) json.writeString(rule);
        json.writeEndArray();
        json.writeStringField("severity", alert.severity());
        json.writeStringField("confidence", alert.confidence());
        json.writeNumberField("score", alert.finding().judgement().confidence().score());
        json.writeStringField("stage", alert.finding().stage());
        json.writeStringField("mitre", alert.mitre());
    }

    private static void writeMore(JsonGenerator json, Alert alert) throws IOException {
        Finding finding = alert.finding();
        json.writeStringField("provider", finding.provider());
        json.writeStringField("tenant", finding.tenant());
        if (!finding.user().isEmpty()) json.writeStringField("user", finding.user());
        writeRounded(json, "bytes_known_share", finding.bytesKnownShare());
        writeRounded(json, "blocked_share", finding.blockedShare());
        json.writeNumberField("inferred_names", finding.inferredNames());
        json.writeNumberField("inferred_names_of_others", finding.namesOfOthers());
        json.writeArrayFieldStart("hourly_counts");
        for (int count : finding.hourlyCounts()) json.writeNumber(count);
        json.writeEndArray();
        json.writeNumberField("lossy_hours", finding.losses().hours());
        json.writeNumberField("lost_messages", finding.losses().messages());
        JudgementJson.write(json, finding.judgement());
        json.writeStringField("summary", alert.summary());
        json.writeStringField("evidence", alert.evidence());
    }

    private static void writeRounded(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(PairJson.rounded(value));
    }
}
