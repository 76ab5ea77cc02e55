package io.beaconward.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;

/**
 * JSON of nothing but printable ASCII, so that no name from a log does anything to a terminal, and halves of surrogate
 * pairs stay JSON; all else, the delete character too, is escaped.
 */
final class PlainJson {
    static final JsonFactory FACTORY = new JsonFactory();

    private PlainJson() {}

    static JsonGenerator on(Writer out) throws IOException {
        return FACTORY.createGenerator(out).setHighestNonEscapedChar('~');
    }
}
