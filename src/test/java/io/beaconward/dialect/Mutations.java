package io.beaconward.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Frames that no device would send, made of {@link ValidLines}: cut off, doubled, mixed with each other, and with what means
 * something to some dialect in places where it does not belong. The same number makes the same frame.
 */
final class Mutations {
    /** What parts, quotes, nests, escapes or announces in one format or another. */
    static final List<String> SIGNS = List.of(
            "\"",
            "'",
            "\\",
            ",",
            ";",
            "|",
            ":",
            "=",
            " ",
            "\t",
            "/",
            "@",
            "%",
            "#",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "<",
            ">",
            "-",
            ".",
            "_",
            "?",
            "&",
            "a",
            "1",
            "\n",
            "\u0000",
            "\u007f",
            "\u00e4",
            "a=",
            "a=\"",
            "a='",
            "a:",
            "a=b,",
            "a=b|",
            "a=b;",
            "a=b ",
            "a=b\t",
            "a b=c ",
            "\"\"",
            "\",\"",
            "\\\"",
            "://",
            "{\"a\":",
            "[{",
            "\"a\":\"",
            "{\"a\":[",
            "a:\"b\"; ",
            "a: b, ",
            "[a b=\"c\"]",
            "[a@1 ",
            "a - ",
            " to ",
            " for ",
            "->",
            "0,",
            ": %",
            "%ASA-",
            "%FTD-1-430003: ",
            "CEF:",
            "CEF:0|",
            "LEEF:1.0|",
            "LEEF:2.0|a|b|c|d|^|",
            "#Fields: ",
            "RT_FLOW_SESSION_",
            "<13>",
            "<13>1 ",
            "1795514400.123 ",
            "2026-11-24T10:00:00Z ",
            "Nov 24 10:00:00 ",
            "10.0.0.1",
            "2001:db8::1",
            "src=10.0.0.1 ",
            "host=",
            "(3)",
            "\\\\",
            "&#x");

    private static final int MAX_STEPS = 6;
    private static final int MAX_RUN = 300;

    private Mutations() {}

    static byte[] frame(long number) {
        Random random = new Random(number);
        byte[] frame = line(random);
        int steps = 1 + random.nextInt(MAX_STEPS);
        for (int i = 0; i < steps; i++) frame = step(frame, random);
        return frame;
    }

    private static byte[] line(Random random) {
        return ValidLines.ALL.get(random.nextInt(ValidLines.ALL.size())).bytes();
    }

    private static byte[] step(byte[] frame, Random random) {
        int at = random.nextInt(frame.length + 1);
        int behind = at + random.nextInt(frame.length - at + 1);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(frame, at);
            case 1 -> insert(frame, at, Arrays.copyOfRange(frame, at, behind));
            case 2 -> insert(frame, at, sign(random));
            case 3 -> insert(frame, at, run(sign(random), 1 + random.nextInt(MAX_RUN)));
            case 4 -> insert(Arrays.copyOf(frame, at), at, Arrays.copyOfRange(frame, behind, frame.length));
            case 5 -> insert(frame, 0, Arrays.copyOf(line(random), random.nextInt(80)));
            case 6 -> insert(Arrays.copyOf(frame, at), at, line(random));
            default -> overwrite(frame, at, random);
        };
    }

    private static byte[] sign(Random random) {
        return SIGNS.get(random.nextInt(SIGNS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] overwrite(byte[] frame, int at, Random random) {
        byte[] changed = frame.clone();
        if (at < changed.length) changed[at] = random.nextBoolean() ? sign(random)[0] : (byte) random.nextInt();
        return changed;
    }

    static byte[] run(byte[] unit, int length) {
        byte[] run = new byte[length];
        for (int i = 0; i < length; i++) run[i] = unit[i % unit.length];
        return run;
    }

    /** The frame with {@code part} put in at {@code at}. */
    static byte[] insert(byte[] frame, int at, byte[] part) {
        byte[] longer = new byte[frame.length + part.length];
        System.arraycopy(frame, 0, longer, 0, at);
        System.arraycopy(part, 0, longer, at, part.length);
        System.arraycopy(frame, at, longer, at + part.length, frame.length - at);
        return longer;
    }
}
