package io.beaconward.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
    private static final Instant NOW = Instant.parse("2026-05-20T10:00:00Z");
    private static final Instant MODIFIED = Instant.parse("2025-12-31T23:00:00Z");
    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    private final List<String> read = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private final AtomicLong progress = new AtomicLong();

    private List<String> read(String file, InputStream standardInput) throws IOException {
        new Lines(standardInput, InstantSource.fixed(NOW), progress::addAndGet).read(file, frame -> {
            read.add(new String(frame.array(), frame.from(), frame.to() - frame.from(), StandardCharsets.ISO_8859_1));
            times.add(Instant.ofEpochMilli(frame.receivedMillis()));
        });
        return read;
    }

    private List<String> file(byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("a.log"), content);
        Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
        return read(file.toString(), InputStream.nullInputStream());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] packed(String... members) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (String member : members) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes(member));
            }
        }
        return packed.toByteArray();
    }

    @Test
    void readsAPlainFileWithItsModificationTime() throws Exception {
        assertThat(file(bytes("one\ntwo\n"))).containsExactly("one", "two");
        assertThat(times).containsOnly(MODIFIED);
        assertThat(progress).hasValue(8);
    }

    @Test
    void readsGzipWhateverTheFilesName() throws Exception {
        assertThat(file(packed("one\ntwo\n"))).containsExactly("one", "two");
        assertThat(times).containsOnly(MODIFIED);
    }

    @Test
    void readsEveryMemberOfAGzipFile() throws Exception {
        assertThat(file(packed("one\ntw", "o\nthree\n"))).containsExactly("one", "two", "three");
    }

    @Test
    void readsStandardInputWithTheTimeNow() throws Exception {
        assertThat(read("-", new ByteArrayInputStream(bytes("one\ntwo\n")))).containsExactly("one", "two");
        assertThat(times).containsOnly(NOW);
    }

    @Test
    void readsTheLastLineWithoutALineFeed() throws Exception {
        assertThat(file(bytes("one\ntwo"))).containsExactly("one", "two");
    }

    @Test
    void takesACarriageReturnForPartOfTheLineEnd() throws Exception {
        assertThat(file(bytes("one\r\ntw\ro\r\nthree\r"))).containsExactly("one", "tw\ro", "three");
    }

    @Test
    void handsOnEmptyLines() throws Exception {
        assertThat(file(bytes("\n\none\n\r\n\n"))).containsExactly("", "", "one", "", "");
    }

    @Test
    void readsNothingFromAnEmptyFile() throws Exception {
        assertThat(file(new byte[0])).isEmpty();
    }

    @Test
    void readsAFileOfOneByte() throws Exception {
        assertThat(file(new byte[] {0x1f})).containsExactly("\u001f");
    }

    @ParameterizedTest
    @ValueSource(ints = {MIB - 1, MIB, MIB + 1, 3 * MIB + 17})
    void cutsALineAtOneMebibyteAndGoesOnWithTheNext(int length) throws Exception {
        byte[] content = new byte[length + 9];
        Arrays.fill(content, (byte) 'x');
        System.arraycopy(bytes("\nnext\nend"), 0, content, length, 9);
        List<String> lines = file(content);
        assertThat(lines).hasSize(3).endsWith("next", "end");
        assertThat(lines.get(0)).hasSize(Math.min(length, MIB));
    }

    @Test
    void cutsALastLineWithoutALineFeedOnce() throws Exception {
        byte[] content = new byte[2 * MIB + 5];
        Arrays.fill(content, (byte) 'x');
        assertThat(file(content)).hasSize(1);
        assertThat(read.get(0)).hasSize(MIB);
    }

    @Test
    void readsTheSameLinesHoweverTheStreamIsSplit() throws Exception {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String line = "x".repeat(random.nextInt(i % 50 == 0 ? 90_000 : 400)) + i;
            expected.add(line);
            text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        InputStream dribbling = new FilterInputStream(new ByteArrayInputStream(bytes(text.toString()))) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(700)));
            }
        };
        assertThat(read("-", dribbling)).isEqualTo(expected);
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThatThrownBy(() -> read(directory.toString(), InputStream.nullInputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> read(directory.resolve("none.log").toString(), InputStream.nullInputStream()))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void saysThatAGzipFileWasCutShort() throws Exception {
        byte[] whole = packed("one\n".repeat(1000));
        assertThatThrownBy(() -> file(Arrays.copyOf(whole, whole.length - 12))).isInstanceOf(EOFException.class);
    }
}
