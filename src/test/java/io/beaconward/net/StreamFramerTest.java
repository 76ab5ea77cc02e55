package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamFramerTest {
    private static final int LIMIT = 20;

    private final List<String> frames = new ArrayList<>();
    private final StreamFramer framer = new StreamFramer(LIMIT);

    private void read(String chunk) {
        byte[] bytes = chunk.getBytes(StandardCharsets.ISO_8859_1);
        framer.read(bytes, 0, bytes.length, this::add);
    }

    private void add(byte[] array, int from, int to, boolean cut) {
        frames.add(new String(array, from, to - from, StandardCharsets.ISO_8859_1) + (cut ? "[cut]" : ""));
    }

    private List<String> framesOf(String stream) {
        read(stream);
        framer.end(this::add);
        return frames;
    }

    @Test
    void endsLinesAtLfCrlfAndNul() {
        assertThat(framesOf("<13>a\n<13>b\r\n<13>c\0<13>d")).containsExactly("<13>a", "<13>b", "<13>c", "<13>d");
    }

    @Test
    void readsCountedFramesWithLineEndsWithinThem() {
        assertThat(framesOf("7 <13>a\nb6 <13>cd")).containsExactly("<13>a\nb", "<13>cd");
    }

    @Test
    void decidesForEachFrame() {
        assertThat(framesOf("5 <13>a\n<13>b\n6 <13>cc7 <13>ddd<13>e\n"))
                .containsExactly("<13>a", "<13>b", "<13>cc", "<13>ddd", "<13>e");
    }

    @Test
    void skipsLineEndsBehindACountedFrame() {
        assertThat(framesOf("5 hello\n6 world!\r\n\0" + "3 abc")).containsExactly("hello", "world!", "abc");
    }

    @Test
    void takesDigitsWithoutOneSpaceBehindThemForALine() {
        assertThat(framesOf("1690000000.123 5\n1,2026/07/01\n12: x\n12\n0 abc\n007 abc\n5  abc\n"))
                .containsExactly("1690000000.123 5", "1,2026/07/01", "12: x", "12", "0 abc", "007 abc", "5  abc");
    }

    @Test
    void takesNumbersThatAreNoCountsForLines() {
        assertThat(framesOf(
                        "18446744073709551621 <13>a\n4294967301 <13>b\n-5 <13>c\n+5 <13>d\n05 <13>e\n0 <13>f\nnext\n"))
                .containsExactly(
                        "18446744073709551621[cut]",
                        "4294967301 <13>b",
                        "-5 <13>c",
                        "+5 <13>d",
                        "05 <13>e",
                        "0 <13>f",
                        "next");
    }

    @Test
    void takesACountAboveTheLimitForALineUnlessAMessageFollows() {
        assertThat(framesOf("21 abc\n20260701 <13>abc\n22 <13>45678901234567890x<13>in step\n"))
                .containsExactly("21 abc", "20260701 <13>abc", "<13>4567890123456789[cut]", "<13>in step");
    }

    @Test
    void cutsALineThatIsTooLongAndSkipsItsRest() {
        assertThat(framesOf("12345678901234567890\r\n123456789012345678901\nnext\n"))
                .containsExactly("12345678901234567890", "12345678901234567890[cut]", "next");
    }

    @Test
    void givesALineThatNeverEndsAsSoonAsItIsTooLong() {
        read("x".repeat(LIMIT + 2));
        assertThat(frames).containsExactly("x".repeat(LIMIT) + "[cut]");
        read("y".repeat(1000));
        assertThat(frames).hasSize(1);
        read("\nz\n");
        assertThat(frames).containsExactly("x".repeat(LIMIT) + "[cut]", "z");
    }

    @Test
    void givesEmptyLinesAsEmptyFrames() {
        assertThat(framesOf("\n\r\na\n\0")).containsExactly("", "", "a", "");
    }

    @Test
    void givesWhatTheStreamLeftUnfinished() {
        assertThat(framesOf("9 <13>ab")).containsExactly("<13>ab[cut]");
        frames.clear();
        assertThat(framesOf("<13>ab\r")).containsExactly("<13>ab");
        frames.clear();
        assertThat(framesOf("12 ")).containsExactly("12 ");
        frames.clear();
        assertThat(framesOf("12 <13>")).containsExactly("<13>[cut]");
        frames.clear();
        assertThat(framesOf("")).isEmpty();
    }

    /** As of senders that count characters where bytes are meant, and end nothing with a line end. */
    @Test
    void findsTheNextCountedFrameAfterACountThatWasTooSmall() {
        assertThat(framesOf("7 <13>grün6 <13>ab5 <13>x")).containsExactly("<13>grü", "n", "<13>ab", "<13>x");
    }

    @Test
    void findsTheNextCountedFrameAfterACountThatWasTooLarge() {
        assertThat(framesOf("9 <13>a5 <13>b5 <13>c")).containsExactly("<13>a5 <1", "3>b", "<13>c");
    }

    @Test
    void readsOnAtTheNextLineAfterACountThatWasTooSmall() {
        assertThat(framesOf("5 <13>hello\n<13>next\n")).containsExactly("<13>h", "ello", "<13>next");
    }

    @Test
    void keepsNothingOfTheChunkWhileCountsAreWrong() {
        assertThat(framer.held()).isZero();
        read("4 <1>ab".repeat(1000) + "\n");
        assertThat(frames).hasSize(2000);
        assertThat(framer.held()).isZero();
    }

    @Test
    void leavesNumbersBeforeAnAngleBracketAloneInOrdinaryLines() {
        assertThat(framesOf("size 12 <none>\n5 <13>a\nsize 12 <none>\n"))
                .containsExactly("size 12 <none>", "<13>a", "size 12 <none>");
    }

    @Test
    void handsOnFramesThatLieWholeInAChunkWithoutKeepingThem() {
        read("<13>a\n5 <13>b\n<13>c\n6 <13>dd");
        assertThat(frames).hasSize(4);
        assertThat(framer.held()).isZero();
    }

    @Test
    void holdsLittleWhereMuchIsAnnouncedAndNothingLargeAfterwards() {
        StreamFramer large = new StreamFramer(60_000);
        byte[] header = "60000 <".getBytes(StandardCharsets.US_ASCII);
        large.read(header, 0, header.length, this::add);
        assertThat(large.held()).isLessThanOrEqualTo(512);
        byte[] rest = new byte[59_999];
        large.read(rest, 0, 40_000, this::add);
        assertThat(large.held()).isBetween(40_001, 60_001);
        large.read(rest, 40_000, rest.length, this::add);
        assertThat(frames).hasSize(1);
        assertThat(frames.get(0)).hasSize(60_000);
        assertThat(large.held()).isLessThanOrEqualTo(512);
    }
}
