package io.beaconward.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.beaconward.detect.Finding;
import io.beaconward.detect.Losses;
import io.beaconward.detect.PairFigures;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A finding as the ledger keeps it: JSON in ASCII, with nothing rounded. Read back it equals what was written; a field that
 * an earlier version did not write is empty or 0.
 */
final class StoredFinding {

    private StoredFinding() {}

    static String write(Finding finding) {
        return PlainJson.object(json -> {
            json.writeStringField("state", word(finding.state()));
            json.writeNumberField("opened", finding.openedMillis());
            json.writeStringField("time", finding.time().toString());
            json.writeArrayFieldStart("rules");
            for (String rule : finding.rules()) json.writeString(rule);
            json.writeEndArray();
            json.writeStringField("provider", finding.provider());
            json.writeStringField("tenant", finding.tenant());
            writePair(json, finding.pair());
            json.writeNumberField("bytes_known_share", finding.bytesKnownShare());
            json.writeNumberField("blocked_share", finding.blockedShare());
            json.writeNumberField("inferred_names", finding.inferredNames());
            json.writeNumberField("names_of_others", finding.namesOfOthers());
            json.writeStringField("user", finding.user());
            json.writeArrayFieldStart("hourly_counts");
            for (int count : finding.hourlyCounts()) json.writeNumber(count);
            json.writeEndArray();
            json.writeNumberField("lossy_hours", finding.losses().hours());
            json.writeNumberField("lost_messages", finding.losses().messages());
            json.writeNumberField("score", finding.judgement().confidence().score());
            JudgementJson.write(json, finding.judgement());
        });
    }

    private static void writePair(JsonGenerator json, PairFigures pair) throws IOException {
        json.writeStringField("first_seen", pair.firstSeen().toString());
        json.writeStringField("last_seen", pair.lastSeen().toString());
        json.writeStringField("source", pair.sourceIp());
        json.writeStringField("destination", pair.destination());
        json.writeNumberField("connections", pair.connectionCount());
        json.writeNumberField("hours", pair.hourlyBuckets());
        json.writeNumberField("per_hour", pair.avgConnPerHour());
        json.writeNumberField("sent", pair.avgBytesSent());
        json.writeNumberField("received", pair.avgBytesRecv());
    }

    /** @throws IllegalArgumentException if the text is none of ours */
    static Finding read(String text) {
        try {
            JsonNode json = PlainJson.read(text);
            return new Finding(
                    Finding.State.valueOf(json.path("state").asText().toUpperCase(Locale.ROOT)),
                    json.path("opened").asLong(),
                    Instant.parse(json.path("time").asText()),
                    texts(json.path("rules")),
                    json.path("provider").asText(),
                    json.path("tenant").asText(),
                    readPair(json),
                    json.path("bytes_known_share").asDouble(),
                    json.path("blocked_share").asDouble(),
                    json.path("inferred_names").asLong(),
                    json.path("names_of_others").asLong(),
                    json.path("user").asText(),
                    numbers(json.path("hourly_counts")),
                    JudgementJson.read(json),
                    new Losses(
                            json.path("lossy_hours").asInt(),
                            json.path("lost_messages").asLong()));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("no finding that this version can read: " + e.getMessage(), e);
        }
    }

    private static PairFigures readPair(JsonNode json) {
        return new PairFigures(
                Instant.parse(json.path("first_seen").asText()),
                Instant.parse(json.path("last_seen").asText()),
                json.path("source").asText(),
                json.path("destination").asText(),
                json.path("connections").asLong(),
                json.path("hours").asInt(),
                json.path("per_hour").asDouble(),
                json.path("sent").asDouble(),
                json.path("received").asDouble());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        if (texts.isEmpty()) throw new IllegalArgumentException("it names no rule");
        return List.copyOf(texts);
    }

    private static List<Integer> numbers(JsonNode array) {
        List<Integer> numbers = new ArrayList<>();
        array.forEach(item -> numbers.add(item.asInt()));
        return List.copyOf(numbers);
    }

    static String word(Finding.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
