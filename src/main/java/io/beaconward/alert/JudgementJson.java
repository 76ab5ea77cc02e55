package io.beaconward.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.beaconward.detect.Confidence;
import io.beaconward.detect.Judgement;
import io.beaconward.detect.RhythmFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A judgement as JSON: {@code added}, {@code resumed}, {@code others} and {@code part_of} if there are any, {@code confidence_parts}, {@code rhythm}; times are seconds. */
public final class JudgementJson {
    private JudgementJson() {}

    /** Writes its fields into the object that is open. */
    public static void write(JsonGenerator json, Judgement judgement) throws IOException {
        json.writeArrayFieldStart("added");
        for (String rule : judgement.added()) json.writeString(rule);
        json.writeEndArray();
        json.writeBooleanField("resumed", judgement.resumed());
        if (!judgement.others().isEmpty()) {
            json.writeArrayFieldStart("others");
            for (String other : judgement.others()) json.writeString(other);
            json.writeEndArray();
        }
        if (!judgement.partOf().isEmpty()) json.writeStringField("part_of", judgement.partOf());
        json.writeObjectFieldStart("confidence_parts");
        for (Confidence.Part part : judgement.confidence().parts()) json.writeNumberField(part.name(), part.points());
        json.writeEndObject();
        json.writeObjectFieldStart("rhythm");
        writeRhythm(json, judgement.rhythm());
        json.writeEndObject();
    }

    private static void writeRhythm(JsonGenerator json, RhythmFigures rhythm) throws IOException {
        json.writeNumberField("beats", rhythm.beats());
        json.writeNumberField("median_interval", rhythm.medianInterval());
        json.writeNumberField("jitter", rhythm.jitter());
        json.writeNumberField("from", rhythm.from());
        json.writeNumberField("to", rhythm.to());
        json.writeNumberField("within", rhythm.within());
        json.writeNumberField("of", rhythm.of());
        json.writeNumberField("off_periods", rhythm.offPeriods());
        json.writeNumberField("chance", rhythm.chance());
        json.writeArrayFieldStart("recent_intervals");
        for (int interval : rhythm.recent()) json.writeNumber(interval);
        json.writeEndArray();
        json.writeArrayFieldStart("histogram");
        for (RhythmFigures.Bar bar : rhythm.histogram()) {
            json.writeStartArray();
            json.writeNumber(bar.seconds());
            json.writeNumber(bar.count());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /** What {@link #write} wrote, and the score; {@link Judgement#NONE} where an earlier version wrote none. */
    static Judgement read(JsonNode json) {
        if (!json.has("rhythm")) return Judgement.NONE;
        List<String> added = new ArrayList<>();
        json.path("added").forEach(rule -> added.add(rule.asText()));
        List<String> others = new ArrayList<>();
        json.path("others").forEach(other -> others.add(other.asText()));
        List<Confidence.Part> parts = new ArrayList<>();
        json.path("confidence_parts")
                .properties()
                .forEach(part -> parts.add(
                        new Confidence.Part(part.getKey(), part.getValue().asInt())));
        return new Judgement(
                List.copyOf(added),
                json.path("resumed").asBoolean(),
                new Confidence(json.path("score").asInt(), List.copyOf(parts)),
                readRhythm(json.path("rhythm")),
                List.copyOf(others),
                json.path("part_of").asText());
    }

    private static RhythmFigures readRhythm(JsonNode json) {
        List<Integer> recent = new ArrayList<>();
        json.path("recent_intervals").forEach(interval -> recent.add(interval.asInt()));
        List<RhythmFigures.Bar> histogram = new ArrayList<>();
        json.path("histogram")
                .forEach(bar -> histogram.add(
                        new RhythmFigures.Bar(bar.path(0).asInt(), bar.path(1).asInt())));
        return new RhythmFigures(
                json.path("beats").asInt(),
                json.path("median_interval").asDouble(),
                json.path("jitter").asDouble(),
                json.path("from").asInt(),
                json.path("to").asInt(),
                json.path("within").asInt(),
                json.path("of").asInt(),
                json.path("off_periods").asInt(),
                json.path("chance").asDouble(),
                List.copyOf(recent),
                List.copyOf(histogram));
    }
}
