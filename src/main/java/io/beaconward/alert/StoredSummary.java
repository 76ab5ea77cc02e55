package io.beaconward.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.beaconward.alert.Summary.Share;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A summary as the ledger keeps it: JSON in ASCII. Read back it equals what was written. */
final class StoredSummary {
    /** Nothing else that is stored begins so. */
    static final String BEGINNING = "{\"summary_of\":";

    private StoredSummary() {}

    static String write(Summary summary) {
        return PlainJson.object(json -> {
            json.writeStringField("summary_of", summary.rule());
            json.writeStringField("id", summary.id());
            json.writeStringField("time", summary.time().toString());
            json.writeNumberField("count", summary.count());
            write(json, "tenants", summary.tenants());
            write(json, "sources", summary.sources());
            json.writeStringField("summary", summary.summary());
            json.writeStringField("evidence", summary.evidence());
            json.writeArrayFieldStart("tuning");
            for (String line : summary.tuning()) json.writeString(line);
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, String field, List<Share> shares) throws IOException {
        json.writeArrayFieldStart(field);
        for (Share share : shares) {
            json.writeStartObject();
            json.writeStringField("name", share.name());
            json.writeNumberField("count", share.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** @throws IllegalArgumentException if the text is none of ours */
    static Summary read(String text) {
        try {
            JsonNode json = PlainJson.read(text);
            List<String> tuning = new ArrayList<>();
            json.path("tuning").forEach(line -> tuning.add(line.asText()));
            return new Summary(
                    json.path("id").asText(),
                    json.path("summary_of").asText(),
                    Instant.parse(json.path("time").asText()),
                    json.path("count").asLong(),
                    shares(json.path("tenants")),
                    shares(json.path("sources")),
                    json.path("summary").asText(),
                    json.path("evidence").asText(),
                    List.copyOf(tuning));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("no summary that this version can read: " + e.getMessage(), e);
        }
    }

    private static List<Share> shares(JsonNode array) {
        List<Share> shares = new ArrayList<>();
        array.forEach(one -> shares.add(
                new Share(one.path("name").asText(), one.path("count").asLong())));
        return List.copyOf(shares);
    }
}
