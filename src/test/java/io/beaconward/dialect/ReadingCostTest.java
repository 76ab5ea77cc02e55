package io.beaconward.dialect;

import org.junit.jupiter.api.Test;

class ReadingCostTest {
    private final CountingLoader loader = new CountingLoader();
    private final FrameReader reader = loader.reader();

    private long visits(byte[] frame) {
        long before = Visits.count();
        reader.read(frame);
        return Visits.count() - before;
    }

    @Test
    void print() {
        for (ValidLines.Line line : ValidLines.ALL) {
            visits(line.bytes());
            long v = visits(line.bytes());
            System.out.printf(
                    "%-25s %5d %6d %.1f%n", reader.read(line.bytes()), line.length(), v, v / (double) line.length());
        }
        System.out.println(loader.uncounted());
        String[] units = {
            "\"",
            "'",
            "a=",
            ",",
            "{",
            "\\",
            "|",
            "[",
            ":",
            "=",
            " ",
            "a",
            "1",
            "/",
            "a=\"",
            "a='",
            "a:",
            "{\"a\":",
            "[{",
            "://",
            "@",
            "%",
            ".",
            "\t",
            ";",
            "(",
            ")",
            "<",
            ">",
            "-",
            "\"a\":\"",
            "\\\"",
            "a=b,",
            "a=b|",
            "%ASA-",
            ": %",
            "CEF:",
            "CEF:0|",
            "]",
            "}",
            "\u0000",
            "\u00e4",
            "a=b c",
            "0,",
            " to ",
            " for ",
            "_",
            "\"\"",
            "\",\"",
            "a b=c ",
            "x=y\t",
            "[a b=\"c\"]",
            "a:\"b\"; ",
            "a: b, "
        };
        for (int size : new int[] {1000, 8000}) {
            java.util.TreeMap<Double, String> worst = new java.util.TreeMap<>();
            for (ValidLines.Line line : ValidLines.ALL)
                for (String unit : units) {
                    String text = line.text();
                    for (int cut = 0; cut < text.length(); cut += 1 + text.length() / 16) {
                        StringBuilder b = new StringBuilder(text.substring(0, cut));
                        while (b.length() < cut + size) b.append(unit);
                        byte[] f = b.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
                        worst.put(visits(f) / (double) f.length, line.name() + " cut " + cut + " unit " + unit);
                    }
                }
            worst.descendingMap().entrySet().stream().limit(60).forEach(e -> System.out.println(size + " " + e));
        }
    }
}
