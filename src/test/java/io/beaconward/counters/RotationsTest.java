package io.beaconward.counters;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.watch.Contact;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class RotationsTest {
    private static final long START = 1_772_352_000L;
    private static final int PROVIDER = 7;

    private final Rotations rotations = new Rotations();
    private final Contact contact = new Contact();

    private boolean hear(int source, String destination, long seconds) {
        contact.source().set(0, 0xffff_0a00_0000L + source);
        byte[] name = Ascii.bytes(destination);
        System.arraycopy(name, 0, contact.name(), 0, name.length);
        contact.nameLength(name.length);
        contact.provider(PROVIDER);
        contact.millis(seconds * 1000);
        contact.receivedMillis(seconds * 1000);
        return rotations.hear(contact, beats -> beats.beats() >= 6);
    }

    private static Address source(int number) {
        Address source = new Address();
        source.set(0, 0xffff_0a00_0000L + number);
        return source;
    }

    @Test
    void asksOnlyWhereThreeShareTheBeatsAndNoneHasMost() {
        for (int i = 0; i < 40; i++)
            assertThat(hear(1, "ab".charAt(i % 2) + ".workers.dev", START + 60L * i))
                    .isFalse();
        for (int i = 0; i < 40; i++)
            assertThat(hear(2, "aaaabc".charAt(i % 6) + ".workers.dev", START + 60L * i))
                    .isFalse();
        for (int i = 0; i < 7; i++) {
            assertThat(hear(3, "abc".charAt(i % 3) + ".workers.dev", START + 60L * i))
                    .isEqualTo(i == 6);
        }
    }

    @Test
    void oneSpeaksForTheGroupUntilItFallsBehind() {
        int[] spoken = new int[4];
        for (int i = 0; i < 60; i++) {
            if (hear(1, "abc".charAt(i % 3) + ".workers.dev", START + 60L * i)) spoken[i % 3]++;
        }
        assertThat(spoken).containsExactly(18, 0, 0, 0);
        int heard = 0;
        for (int i = 60; i < 600; i++) {
            String name = "bcd".charAt(i % 3) + ".workers.dev";
            if (hear(1, name, START + 60L * i)) heard++;
        }
        assertThat(heard)
                .as("of a, which is silent, another has taken the part")
                .isPositive();
    }

    @Test
    void namesTheDestinations() {
        String lengthy = "x".repeat(60) + "." + "y".repeat(60) + ".workers.dev";
        for (String name : new String[] {"a.workers.dev", "b.workers.dev", lengthy}) hear(1, name, START);
        hear(1, "a.workers.dev", START + 60);
        hear(1, "b.workers.dev", START + 120);
        hear(1, lengthy, START + 180);
        assertThat(rotations.destinations(source(1), PROVIDER, "a.workers.dev"))
                .containsExactly("b.workers.dev", lengthy.substring(0, 80));
        assertThat(rotations.destinations(source(1), PROVIDER, lengthy))
                .containsExactly("a.workers.dev", "b.workers.dev");
        assertThat(rotations.destinations(source(1), PROVIDER + 1, "")).isEmpty();
        assertThat(rotations.destinations(source(2), PROVIDER, "")).isEmpty();
    }

    @Test
    void aGroupOutlivesAnyNumberOfSourcesWithOneDestination() {
        for (int i = 0; i < 3; i++) hear(1, "abc".charAt(i) + ".workers.dev", START + 60L * i);
        for (int source = 2; source < 100_000; source++) hear(source, "a.workers.dev", START + 1000);
        assertThat(rotations.destinations(source(1), PROVIDER, "")).hasSize(3);
    }

    @Test
    void hearsWithoutAllocating() {
        String[] names = {"a.workers.dev", "b.workers.dev", "c.workers.dev"};
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        int contacts = 100_000;
        byte[][] bytes = {Ascii.bytes(names[0]), Ascii.bytes(names[1]), Ascii.bytes(names[2])};
        for (int i = 0; i < 2 * contacts; i++) {
            if (i == contacts) before = threads.getCurrentThreadAllocatedBytes();
            byte[] name = bytes[i % 3];
            System.arraycopy(name, 0, contact.name(), 0, name.length);
            contact.nameLength(name.length);
            contact.source().set(0, i % 5000);
            contact.millis((START + i) * 1000);
            contact.receivedMillis((START + i) * 1000);
            rotations.hear(contact, beats -> false);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / contacts)
                .isZero();
    }
}
