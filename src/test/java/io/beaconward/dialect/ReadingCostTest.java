package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * What a stranger sends costs time in proportion to its length, whatever it is: a frame's bytes are looked at a bounded number
 * of times each. Counted, not timed: see {@link Visits}.
 */
class ReadingCostTest {
    /** What a frame may cost whatever its length: most dialects look for their marks in its first bytes only. */
    private static final int VISITS_A_FRAME = 4000;

    /**
     * What each byte may cost. Measured: a valid line of a known sender takes 2 to 8 visits a byte, a short one that many dialects
     * refuse before one reads it up to 32. The worst is key=value in an envelope of JSON, for both bodies are offered to all
     * dialects: 34, and 4 more where the sender announced columns, and 12 more where it spoke another key=value before: 50.
     */
    private static final int VISITS_A_BYTE = 52;

    private static final int[] LENGTHS = {100, 1000, 8000, 60_000};

    private final CountingLoader loader = new CountingLoader();
    private final FrameReader reader = loader.reader();

    private long visits(byte[] frame) {
        long before = Visits.count();
        reader.readOfKnownSender(frame);
        long between = Visits.count();
        reader.readOfNewSender(frame);
        return Math.max(between - before, Visits.count() - between);
    }

    private void check(byte[] frame) {
        long visits = visits(frame);
        if (visits <= VISITS_A_FRAME + (long) VISITS_A_BYTE * frame.length) return;
        String text = new String(frame, 0, Math.min(frame.length, 2000), StandardCharsets.UTF_8);
        assertThat(visits).as("visits of %s bytes: %s", frame.length, text).isNegative();
    }

    @Test
    void countsWhatTheReaderLooksAt() {
        byte[] frame = ValidLines.named("generic-kv").bytes();
        assertThat(visits(frame)).isGreaterThan(frame.length);
        assertThat(loader.uncounted()).isSubsetOf("java/lang/String.<init>"); // for logs and layouts, not for messages
    }

    @Test
    void readsValidLinesWithinTheBound() {
        for (ValidLines.Line line : ValidLines.ALL) check(line.bytes());
    }

    @Test
    void readsWhatGoesOnForeverWithinTheBound() {
        for (ValidLines.Line line : ValidLines.ALL) {
            for (String sign : Mutations.SIGNS) {
                byte[] bytes = line.bytes();
                check(goesOn(bytes, bytes.length / 2, sign, 1000));
            }
        }
    }

    /** One sign over and over at any place of a line, so often that what grows with the square would show. */
    @Property
    void readsTheLongestFramesWithinTheBound(@ForAll long number) {
        Random random = new Random(number);
        byte[] line = ValidLines.ALL.get(random.nextInt(ValidLines.ALL.size())).bytes();
        String sign = Mutations.SIGNS.get(random.nextInt(Mutations.SIGNS.size()));
        int at = random.nextInt(line.length + 1);
        check(goesOn(line, at, sign, LENGTHS[random.nextInt(LENGTHS.length)]));
    }

    private static byte[] goesOn(byte[] line, int at, String sign, int length) {
        return Mutations.insert(line, at, Mutations.run(sign.getBytes(StandardCharsets.UTF_8), length));
    }

    /** The first finding: each directive was compared with all that were kept. */
    @Test
    void looksUpOneOfManyLayoutsWithinTheBound() {
        for (int round = 0; round < 2; round++) {
            for (int i = 100; i < 200; i++) {
                String directive = "#Fields: " + "cs-method ".repeat(350) + "x-" + i;
                check(directive.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Property
    void readsMutatedLinesWithinTheBound(@ForAll long number) {
        check(Mutations.frame(number));
    }
}
