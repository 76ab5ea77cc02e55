package io.beaconward.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beaconward.bytes.Ascii;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.watch.Contact;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many sources call a tenant, alone and as the pairs keep it. */
class CallersTest {
    private static final long HOUR = 3_600_000L;
    private static final long START = 500_000 * HOUR;
    private static final int TENANT = 4711;

    @TempDir
    private Path directory;

    private final Callers callers = new Callers();

    private static PairKey key(int source, String destination) {
        PairKey key = new PairKey();
        key.set("10." + (source >> 16) + "." + (source >> 8 & 0xff) + "." + (source & 0xff), destination);
        return key;
    }

    @Test
    void aSourceCountsOnceHoweverManyNamesOfTheTenantItCalls() {
        for (int i = 0; i < 500; i++) callers.add(key(1, "n" + i + ".acme.workers.dev"), TENANT);
        assertThat(callers.of(TENANT)).isEqualTo(1);
        callers.add(key(2, "n1.acme.workers.dev"), TENANT);
        assertThat(callers.of(TENANT)).isEqualTo(2);
        assertThat(callers.of(TENANT + 1)).isEqualTo(1);
    }

    @Test
    void countsFewExactlyAndManyAbout() {
        for (int source = 1; source <= 4; source++) callers.add(key(source, "a.acme.workers.dev"), TENANT);
        assertThat(callers.of(TENANT)).isEqualTo(4);
        for (int source = 5; source <= 200; source++) callers.add(key(source, "a.acme.workers.dev"), TENANT);
        assertThat(callers.of(TENANT)).isCloseTo(200, within(25));
        for (int source = 0; source < 50_000; source++) callers.add(key(source, "a.acme.workers.dev"), TENANT);
        assertThat(callers.of(TENANT)).isGreaterThan(1000);
    }

    @Test
    void aFloodOfTenantsOfOneSourceEachLeavesAlonePeoplesOwn() {
        for (int source = 1; source <= 40; source++) callers.add(key(source, "a.acme.workers.dev"), TENANT);
        for (int i = 0; i < 1_000_000; i++) callers.add(key(1, "a.x.workers.dev"), i * 31 + 7);
        assertThat(callers.of(TENANT)).isCloseTo(40, within(6));
        assertThat(callers.of(7)).isEqualTo(1);
    }

    @Test
    void countsAnewWhileTheOldNumbersHold() {
        for (int source = 1; source <= 4; source++) callers.add(key(source, "a.acme.workers.dev"), TENANT);
        callers.beginAnew();
        callers.add(key(1, "a.acme.workers.dev"), TENANT);
        assertThat(callers.of(TENANT)).isEqualTo(4);
        callers.endAnew();
        assertThat(callers.of(TENANT)).isEqualTo(1);
    }

    @Test
    void pairsKeepItOverARolloverAndARestartAndForgetWhoIsGone() throws Exception {
        Pairs pairs = open(START);
        PairCounter counter = pairs.counter();
        for (int source = 1; source <= 8; source++) count(counter, source, "a.acme.workers.dev", START);
        count(counter, 9, "a.acme.workers.dev", START + 2 * HOUR);
        count(counter, 9, "b.acme.workers.dev", START + 2 * HOUR);
        assertThat(pairs.sourcesOf(TENANT)).isEqualTo(9);
        pairs.tend(START + 3 * HOUR);
        assertThat(pairs.sourcesOf(TENANT)).isEqualTo(9);
        pairs.close();
        Pairs again = open(START + 4 * HOUR);
        assertThat(again.sourcesOf(TENANT)).isEqualTo(9);
        again.tend(START + 24 * HOUR);
        assertThat(again.sourcesOf(TENANT)).isEqualTo(1);
        again.close();
    }

    private Pairs open(long now) throws Exception {
        Pairs pairs = new Pairs(
                new Settings.Data(directory, 1000),
                new Settings.Window(24, Duration.ofMinutes(5), Duration.ZERO),
                Meters.unregistered());
        pairs.open(now);
        return pairs;
    }

    private static void count(PairCounter counter, int source, String destination, long now) {
        Contact contact = new Contact();
        contact.source().parse(key(source, destination).source());
        byte[] name = Ascii.bytes(destination);
        System.arraycopy(name, 0, contact.name(), 0, name.length);
        contact.nameLength(name.length);
        contact.tenant(TENANT);
        contact.millis(now);
        contact.receivedMillis(now);
        counter.count(contact, (c, pair) -> {});
    }
}
