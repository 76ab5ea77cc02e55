package io.beaconward.counters;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.watch.Contact;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightingsTest {
    private static final long NOW = 1_779_273_000_000L;
    private static final long APART = 5000;
    private static final int FIREWALL = 11;
    private static final int PROXY = 12;
    private static final int OTHER = 13;
    private static final int NO_PORT = -1;

    private final Sightings sightings = new Sightings();
    private final PairKey key = key("10.0.0.1", "a.workers.dev");

    private static PairKey key(String source, String destination) {
        PairKey key = new PairKey();
        key.set(source, destination);
        return key;
    }

    /** A contact told in dialect 1 that sent 300 bytes and received 900. */
    private static Contact contact(int sender, long seconds, int port) {
        Contact contact = new Contact();
        contact.told(sender, 1);
        contact.millis(NOW + seconds * 1000);
        contact.receivedMillis(NOW + seconds * 1000);
        contact.sourcePort(port);
        contact.bytes(300, 900);
        return contact;
    }

    private boolean isKnown(Contact contact) {
        return sightings.isKnown(key, contact, APART);
    }

    @Test
    void knowsWhatAnotherSenderTold() {
        assertThat(isKnown(contact(FIREWALL, 0, 51000))).isFalse();
        assertThat(isKnown(contact(PROXY, 0, 51000))).isTrue();
        assertThat(isKnown(contact(OTHER, 0, 51000))).isTrue();
    }

    @Test
    void countsEachLineOfOneSender() {
        for (int i = 0; i < 5; i++)
            assertThat(isKnown(contact(FIREWALL, 0, 51000))).isFalse();
        for (int i = 0; i < 5; i++)
            assertThat(isKnown(contact(PROXY, 0, 51000))).isTrue();
        assertThat(isKnown(contact(PROXY, 0, 51000))).isFalse();
        assertThat(isKnown(contact(FIREWALL, 0, 51000))).isTrue();
    }

    @Test
    void countsWhereNoSenderIsKnown() {
        for (int i = 0; i < 3; i++)
            assertThat(isKnown(contact(Contact.UNKNOWN_SENDER, 0, 51000))).isFalse();
    }

    /** Whatever the order of their lines: what counts is what the sender tells that tells most. */
    @Property
    void countsWhatTheMostTalkativeSenderTells(
            @ForAll @Size(max = 14) List<@IntRange(min = 1, max = 4) Integer> order) {
        Sightings fresh = new Sightings();
        int[] told = new int[5];
        int most = 0;
        int counted = 0;
        for (int sender : order) {
            most = Math.max(most, ++told[sender]);
            if (!fresh.isKnown(key, contact(sender, 0, NO_PORT), APART)) counted++;
        }
        assertThat(counted).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.2, a.workers.dev", "10.0.0.1, b.workers.dev", "10.0.0.1, a.workers.de"})
    void keepsOtherPairsApart(String source, String destination) {
        isKnown(contact(FIREWALL, 0, 51000));
        assertThat(sightings.isKnown(key(source, destination), contact(PROXY, 0, 51000), APART))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "5, true", "-5, true", "6, false", "-6, false", "3600, false"})
    void goesByTheTimesOfTheEvents(long seconds, boolean known) {
        isKnown(contact(FIREWALL, 0, 51000));
        assertThat(isKnown(contact(PROXY, seconds, 51000))).isEqualTo(known);
    }

    @Test
    void knowsALineThatComesLateWithItsTime() {
        isKnown(contact(FIREWALL, 0, 51000));
        Contact late = contact(PROXY, 0, 51000);
        late.receivedMillis(NOW + 600_000);
        assertThat(isKnown(late)).isTrue();
    }

    /** A firewall closes a connection half a minute after the request on it that the proxy logged. */
    @Test
    void knowsASessionByItsStartAsWell() {
        Contact request = contact(PROXY, 1, NO_PORT);
        request.durationMillis(1000);
        isKnown(request);
        Contact connection = contact(FIREWALL, 31, 51000);
        connection.durationMillis(31_000);
        assertThat(isKnown(connection)).isTrue();
        Contact another = contact(FIREWALL, 61, 51001);
        another.durationMillis(31_000);
        assertThat(isKnown(another)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"51000, 51000, true", "51000, 51001, false", "51000, -1, true", "-1, 51000, true", "-1, -1, true"})
    void keepsConnectionsApartThatHaveOtherPorts(int one, int other, boolean known) {
        isKnown(contact(FIREWALL, 0, one));
        assertThat(isKnown(contact(PROXY, 0, other))).isEqualTo(known);
    }

    @Test
    void prefersTheSamePortToTheNearestTime() {
        isKnown(contact(FIREWALL, 0, NO_PORT));
        isKnown(contact(FIREWALL, 2, 51000));
        assertThat(isKnown(contact(PROXY, 0, 51000))).isTrue();
        assertThat(isKnown(contact(PROXY, 0, NO_PORT))).isTrue();
        assertThat(isKnown(contact(PROXY, 2, NO_PORT))).isFalse();
    }

    @Test
    void goesByThePortWhateverTheSizes() {
        isKnown(contact(FIREWALL, 0, 51000));
        Contact large = contact(PROXY, 0, 51000);
        large.bytes(5_000_000, 100);
        assertThat(isKnown(large)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 300, 900, true", // one dialect writes one size
        "1, 320, 850, true",
        "1, 400, 900, false",
        "1, 300, 1800, false",
        "1, 0, 900, false",
        "2, 300, 900, true",
        "2, 2100, 6400, true", // with headers and a handshake
        "2, 17000, 900, true",
        "2, 18000, 900, false",
        "2, 300, 5000000, false",
        "2, 0, 0, true"
    })
    void asksForSizesThatAgreeWhereAPortIsUnknown(int dialect, long sent, long received, boolean known) {
        isKnown(contact(FIREWALL, 0, 51000));
        Contact contact = contact(PROXY, 0, NO_PORT);
        contact.told(PROXY, dialect);
        contact.bytes(sent, received);
        assertThat(isKnown(contact)).isEqualTo(known);
    }

    @Test
    void keepsStartsAndEndsApart() {
        Contact start = contact(FIREWALL, 0, 51000);
        start.sessionStart(true);
        assertThat(isKnown(start)).isFalse();
        assertThat(isKnown(contact(PROXY, 0, 51000))).isFalse();
        start.told(PROXY, 1);
        assertThat(isKnown(start)).isTrue();
        assertThat(isKnown(contact(FIREWALL, 0, 51000))).isTrue();
    }

    @Test
    void forgetsWhatWasReceivedLongestAgoWhereThereIsNoMoreRoom() {
        for (int i = 0; i <= Sightings.WAYS; i++) isKnown(contact(FIREWALL, 10L * i, 51000));
        assertThat(isKnown(contact(PROXY, 0, 51000))).isFalse(); // which takes the next one's place
        assertThat(isKnown(contact(PROXY, 20, 51000))).isTrue();
        assertThat(isKnown(contact(PROXY, 10L * Sightings.WAYS, 51000))).isTrue();
    }

    @Test
    void notesNoMoreThanSixSendersOfOneSession() {
        isKnown(contact(1, 0, 51000));
        for (int sender = 2; sender <= 6; sender++)
            assertThat(isKnown(contact(sender, 0, 51000))).isTrue();
        assertThat(isKnown(contact(7, 0, 51000))).isFalse();
    }

    @Test
    void countsOnceWhatSendersOnTwoThreadsTell() throws Exception {
        int sessions = 4000; // so that no bucket is full
        AtomicInteger counted = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int sender = 1; sender <= 2; sender++) {
            int self = sender;
            Thread thread = new Thread(() -> {
                PairKey pair = new PairKey();
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int i = 0; i < sessions; i++) {
                    pair.set("10.0." + i / 250 + "." + i % 250, "a.workers.dev");
                    if (!sightings.isKnown(pair, contact(self, 0, 51000), APART)) counted.incrementAndGet();
                }
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) thread.join();
        assertThat(counted).hasValue(sessions);
    }
}
