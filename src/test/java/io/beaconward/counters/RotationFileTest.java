package io.beaconward.counters;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Ascii;
import io.beaconward.watch.Contact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What turns are kept over a restart, and what becomes of a file that cannot be read. */
class RotationFileTest {
    private static final int START = 1_772_352_000;
    private static final long SEED = 1; // so that the same groups share a place each time, and no place has too many

    @TempDir
    private Path directory;

    private static boolean hear(Rotations rotations, int source, int beat) {
        Contact contact = new Contact();
        contact.source().set(0, 0xffff_0a00_0000L + source);
        byte[] name = Ascii.bytes("abc".charAt(beat % 3) + ".workers.dev");
        System.arraycopy(name, 0, contact.name(), 0, name.length);
        contact.nameLength(name.length);
        contact.provider(7);
        contact.millis((START + 300L * beat) * 1000);
        contact.receivedMillis(contact.millis());
        return rotations.hear(contact, beats -> beats.beats() >= 6);
    }

    private void write(int sources) {
        Rotations rotations = new Rotations();
        rotations.seed(SEED);
        for (int source = 1; source <= sources; source++) {
            for (int beat = 0; beat < 5; beat++)
                assertThat(hear(rotations, source, beat)).isFalse();
        }
        new RotationFile(directory, rotations).write();
    }

    /** Of so many sources, how many go on with their seventh contact where the file left them. */
    private int goOn(int sources) {
        Rotations again = new Rotations();
        new RotationFile(directory, again).read();
        int found = 0;
        for (int source = 1; source <= sources; source++) {
            boolean sixth = hear(again, source, 5);
            boolean seventh = hear(again, source, 6);
            if (sixth || seventh) found++;
        }
        return found;
    }

    @Test
    void goesOnWhereItLeftOff() throws Exception {
        write(1000);
        assertThat(goOn(1000)).isEqualTo(1000);
        assertThat(Files.size(directory.resolve("rotations"))).isLessThan(1_000_000);
    }

    @Test
    void beginsAnewWithoutAFile() {
        assertThat(goOn(3)).isZero();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void setsAsideWhatIsDamagedOrOfAnotherVersion() throws Exception {
        Path file = directory.resolve("rotations");
        write(10);
        byte[] whole = Files.readAllBytes(file);
        int trials = 0;
        for (int at : new int[] {0, 5, 17, 400, whole.length - 1}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            assertThat(goOn(10)).isZero();
            assertThat(file).doesNotExist();
            trials++;
        }
        for (int length : new int[] {0, 3, 20, whole.length - 8}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(goOn(10)).isZero();
            trials++;
        }
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(trials).allMatch(aside -> aside.toString().contains("rotations.set-aside"));
        }
        Files.write(file, whole);
        assertThat(goOn(10)).isEqualTo(10);
    }

    @Test
    void aDirectoryThatCannotBeWrittenEndsNothing() throws Exception {
        Files.createDirectories(directory.resolve("rotations.new/x"));
        new RotationFile(directory, new Rotations()).write();
        assertThat(directory.resolve("rotations")).doesNotExist();
    }
}
