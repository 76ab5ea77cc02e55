package io.beaconward.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beaconward.detect.PairFigures;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The nine fields of the baseline rule as JSON, wherever a pair is told of: in alerts, by the local endpoint, by {@code hunt}.
 * Times are ISO-8601 in UTC with whole seconds, averages have up to 3 decimals.
 */
public final class PairJson {
    private static final int DECIMALS = 3;

    private PairJson() {}

    /** Writes the fields, in the rule's order, into the object that is open. */
    public static void write(JsonGenerator json, PairFigures pair) throws IOException {
        json.writeStringField("first_seen", seconds(pair.firstSeen()));
        json.writeStringField("last_seen", seconds(pair.lastSeen()));
        json.writeStringField("src_ip", pair.sourceIp());
        json.writeStringField("destination", pair.destination());
        json.writeNumberField("connection_count", pair.connectionCount());
        json.writeNumberField("hourly_buckets", pair.hourlyBuckets());
        json.writeFieldName("avg_conn_per_hour");
        json.writeNumber(rounded(pair.avgConnPerHour()));
        json.writeFieldName("avg_bytes_sent");
        json.writeNumber(rounded(pair.avgBytesSent()));
        json.writeFieldName("avg_bytes_recv");
        json.writeNumber(rounded(pair.avgBytesRecv()));
    }

    /** Up to 3 decimals, without zeros at their end. */
    public static String rounded(double value) {
        return BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
