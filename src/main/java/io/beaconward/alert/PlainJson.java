package io.beaconward.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * JSON of nothing but printable ASCII, so that no name from a log does anything to a terminal, and halves of surrogate
 * pairs stay JSON; all else, the delete character too, is escaped.
 */
public final class PlainJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes the fields of an object. */
    @FunctionalInterface
    public interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** Loaded when something is read, not with the start: three hundred classes. */
    private static final class Reader {
        static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);
    }

    private PlainJson() {}

    /** Reads a text as JSON. */
    static JsonNode read(String text) throws JsonProcessingException {
        return Reader.MAPPER.readTree(text);
    }

    /** An object of these fields, on one line, without its end. */
    public static String object(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text).setHighestNonEscapedChar('~')) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes all that is written to it", e);
        }
        return text.toString();
    }
}
