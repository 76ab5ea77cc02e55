package io.beaconward.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A notice as the ledger keeps it: JSON in ASCII. Read back it equals what was written. */
final class StoredNotice {
    /** No finding begins so. */
    static final String BEGINNING = "{\"notice\":";

    private StoredNotice() {}

    static String write(Notice notice) {
        return PlainJson.object(json -> {
            json.writeStringField("notice", notice.rule());
            json.writeBooleanField("open", notice.open());
            json.writeNumberField("opened", notice.openedMillis());
            json.writeStringField("time", notice.time().toString());
            json.writeArrayFieldStart("senders");
            for (String sender : notice.senders()) json.writeString(sender);
            json.writeEndArray();
            json.writeNumberField("count", notice.count());
            json.writeStringField("summary", notice.summary());
            json.writeStringField("evidence", notice.evidence());
        });
    }

    /** @throws IllegalArgumentException if the text is none of ours */
    static Notice read(String text) {
        try {
            JsonNode json = PlainJson.read(text);
            List<String> senders = new ArrayList<>();
            json.path("senders").forEach(sender -> senders.add(sender.asText()));
            return new Notice(
                    json.path("notice").asText(),
                    json.path("open").asBoolean(),
                    json.path("opened").asLong(),
                    Instant.parse(json.path("time").asText()),
                    List.copyOf(senders),
                    json.path("count").asInt(),
                    json.path("summary").asText(),
                    json.path("evidence").asText());
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("no notice that this version can read: " + e.getMessage(), e);
        }
    }
}
