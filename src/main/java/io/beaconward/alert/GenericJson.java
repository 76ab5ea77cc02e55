package io.beaconward.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.beaconward.detect.Finding;
import io.beaconward.detect.PairFigures;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An alert as one JSON object on one line of ASCII: the webhook's own format, and that of {@code hunt --alerts}. Times are
 * ISO-8601 in UTC with whole seconds, averages and shares have up to 3 decimals.
 */
public final class GenericJson implements Format {
    private static final int DECIMALS = 3;

    /** ASCII, so that no name from a log does anything to a terminal, and halves of surrogate pairs stay JSON. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] body(Alert alert) {
        return write(alert).getBytes(StandardCharsets.US_ASCII);
    }

    /** The object, without a line's end. */
    public static String write(Alert alert) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            writeHead(json, alert);
            writePair(json, alert.finding().pair());
            writeMore(json, alert);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes all that is written to it", e);
        }
        return text.toString();
    }

    private static void writeHead(JsonGenerator json, Alert alert) throws IOException {
        json.writeStringField("id", alert.id());
        json.writeStringField("state", alert.state());
        json.writeStringField("time", seconds(alert.finding().time()));
        json.writeStringField("rule", alert.rule());
        json.writeArrayFieldStart("findings");
        for (String rule : alert.finding().rules()) json.writeString(rule);
        json.writeEndArray();
        json.writeStringField("severity", alert.severity());
        json.writeStringField("confidence", alert.confidence());
        json.writeStringField("mitre", alert.mitre());
    }

    /** The nine fields of the baseline rule, in its order. */
    private static void writePair(JsonGenerator json, PairFigures pair) throws IOException {
        json.writeStringField("first_seen", seconds(pair.firstSeen()));
        json.writeStringField("last_seen", seconds(pair.lastSeen()));
        json.writeStringField("src_ip", pair.sourceIp());
        json.writeStringField("destination", pair.destination());
        json.writeNumberField("connection_count", pair.connectionCount());
        json.writeNumberField("hourly_buckets", pair.hourlyBuckets());
        writeRounded(json, "avg_conn_per_hour", pair.avgConnPerHour());
        writeRounded(json, "avg_bytes_sent", pair.avgBytesSent());
        writeRounded(json, "avg_bytes_recv", pair.avgBytesRecv());
    }

    private static void writeMore(JsonGenerator json, Alert alert) throws IOException {
        Finding finding = alert.finding();
        json.writeStringField("provider", finding.provider());
        json.writeStringField("tenant", finding.tenant());
        writeRounded(json, "bytes_known_share", finding.bytesKnownShare());
        writeRounded(json, "blocked_share", finding.blockedShare());
        json.writeArrayFieldStart("hourly_counts");
        for (int count : finding.hourlyCounts()) json.writeNumber(count);
        json.writeEndArray();
        json.writeStringField("summary", alert.summary());
        json.writeStringField("evidence", alert.evidence());
    }

    private static void writeRounded(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString());
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
