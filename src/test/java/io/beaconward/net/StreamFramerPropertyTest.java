package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StreamFramerPropertyTest {
    private static final int LIMIT = 24;

    /** A piece of a stream, and the frames that it is. */
    record Piece(String bytes, List<String> frames) {}

    private static List<String> frames(byte[] stream, List<Integer> chunkSizes) {
        List<String> frames = new ArrayList<>();
        StreamFramer.Sink sink = (array, from, to, cut) -> {
            assertThat(to - from).isBetween(0, LIMIT);
            frames.add(new String(array, from, to - from, StandardCharsets.ISO_8859_1) + (cut ? "[cut]" : ""));
        };
        StreamFramer framer = new StreamFramer(LIMIT);
        int at = 0;
        for (int i = 0; at < stream.length; i++) {
            int size = chunkSizes.isEmpty() ? stream.length : chunkSizes.get(i % chunkSizes.size());
            int to = Math.min(stream.length, at + size);
            byte[] chunk = new byte[to - at + 2];
            System.arraycopy(stream, at, chunk, 1, to - at);
            framer.read(chunk, 1, to - at + 1, sink);
            // The chunk is used for others' bytes afterwards.
            java.util.Arrays.fill(chunk, (byte) '#');
            assertThat(framer.held()).isLessThanOrEqualTo(LIMIT + 1);
            at = to;
        }
        framer.end(sink);
        return frames;
    }

    private static byte[] bytes(List<String> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String piece : pieces) out.writeBytes(piece.getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    @Property
    void anySplitOfAWellFormedStreamGivesItsFrames(
            @ForAll("wellFormed") List<Piece> pieces,
            @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 30) Integer> sizes) {
        byte[] stream = bytes(pieces.stream().map(Piece::bytes).toList());
        List<String> expected =
                pieces.stream().flatMap(p -> p.frames().stream()).toList();
        assertThat(frames(stream, sizes)).isEqualTo(expected);
    }

    @Property
    void anySplitOfAnyStreamGivesTheSameFrames(
            @ForAll("anything") List<String> pieces,
            @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 30) Integer> sizes) {
        byte[] stream = bytes(pieces);
        assertThat(frames(stream, sizes)).isEqualTo(frames(stream, List.of()));
        assertThat(frames(stream, List.of(1))).isEqualTo(frames(stream, List.of()));
    }

    @Property
    void randomBytesGiveBoundedFramesAndNoMoreBytesThanCame(
            @ForAll @Size(max = 2000) byte[] stream,
            @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 700) Integer> sizes) {
        List<String> frames = frames(stream, sizes);
        int given =
                frames.stream().mapToInt(f -> f.replace("[cut]", "").length()).sum();
        assertThat(given).isLessThanOrEqualTo(stream.length);
        assertThat(frames.size()).isLessThanOrEqualTo(stream.length);
    }

    @Provide
    Arbitrary<List<Piece>> wellFormed() {
        Arbitrary<String> text = Arbitraries.strings().withChars("abc 12=,.<>").ofMaxLength(LIMIT - 3);
        Arbitrary<String> line = text.map(t -> "<1>" + t);
        Arbitrary<String> content = Arbitraries.strings()
                .withChars("abc 12=\n\0\r<>")
                .ofMaxLength(LIMIT - 3)
                .map(t -> "<1>" + t);
        Arbitrary<String> raw =
                Arbitraries.of("1690000000.123 7 TCP", "1,2026/07/01", "0 zero", "20260701 <1>", "99 bottles");
        Arbitrary<String> longText = Arbitraries.strings()
                .withChars("xyz 9")
                .ofMinLength(LIMIT - 1)
                .ofMaxLength(100)
                .map(t -> "<1>" + t);
        Arbitrary<String> end = Arbitraries.of("\n", "\r\n", "\0");
        Arbitrary<String> gap = Arbitraries.of("\n", "\r\n", "\n\0");
        return Arbitraries.oneOf(
                        Combinators.combine(line, end).as((l, e) -> new Piece(l + e, List.of(l))),
                        Combinators.combine(raw, end).as((l, e) -> new Piece(l + e, List.of(l))),
                        Combinators.combine(content, gap).as((c, g) -> new Piece(c.length() + " " + c + g, List.of(c))),
                        Combinators.combine(content, content, gap)
                                .as((c, d, g) ->
                                        new Piece(c.length() + " " + c + d.length() + " " + d + g, List.of(c, d))),
                        Combinators.combine(longText, end)
                                .as((l, e) -> new Piece(l + e, List.of(l.substring(0, LIMIT) + "[cut]"))),
                        Combinators.combine(longText, gap)
                                .as((l, g) ->
                                        new Piece(l.length() + " " + l + g, List.of(l.substring(0, LIMIT) + "[cut]"))))
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<String>> anything() {
        Arbitrary<String> garbage =
                Arbitraries.strings().withChars("01259 <>a\n\0\r").ofMaxLength(60);
        Arbitrary<String> wrongCount = Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.strings().withChars("<a 5\n").ofMaxLength(40))
                .as((n, t) -> n + " " + t);
        return Arbitraries.oneOf(
                        garbage,
                        wrongCount,
                        wellFormed().map(all -> all.isEmpty() ? "" : all.get(0).bytes()))
                .list()
                .ofMaxSize(12);
    }
}
