package io.beaconward.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The off-heap table against a plain map, over names put and asked for in any order while the clock goes on. */
class NameTablePropertyTest {
    private static final long START = 1_795_514_400_000L;
    private static final long KEEP = Duration.ofHours(1).toMillis();

    /** A client (0: any) that learns a name for an address; then, after so many minutes, the same key is asked for. */
    record Step(int client, int address, int name, boolean fromFlow, int minutesOn) {}

    record Key(int client, int address) {}

    record Known(String name, boolean fromFlow, long millis) {}

    @Provide
    Arbitrary<List<Step>> few() {
        return steps(1, 3);
    }

    @Provide
    Arbitrary<List<Step>> many() {
        return steps(20, 40);
    }

    private static Arbitrary<List<Step>> steps(int clients, int addresses) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, clients),
                        Arbitraries.integers().between(1, addresses),
                        Arbitraries.integers().between(1, 253),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 30))
                .as(Step::new)
                .list()
                .ofMaxSize(400);
    }

    private final Address clientAddress = new Address();
    private final Address address = new Address();
    private final HeldName held = new HeldName();

    private @Nullable Address client(int number) {
        if (number == 0) return null;
        clientAddress.parse(number % 2 == 0 ? "10.0.0." + number : "2001:db8::" + number);
        return clientAddress;
    }

    private Address address(int number) {
        address.parse(number % 2 == 0 ? "192.0.2." + number : "2001:db8:1::" + number);
        return address;
    }

    private static NameTable table(int entries) {
        return new NameTable(new Settings.Names(Duration.ofMillis(KEEP), entries), Meters.unregistered());
    }

    private NameTable.Put put(NameTable table, Step step, long now) {
        byte[] text = Ascii.bytes("n".repeat(step.name()));
        held.set(new Slice().set(text, 0, text.length), step.fromFlow());
        return table.put(client(step.client()), address(step.address()), held, now);
    }

    private @Nullable Known get(NameTable table, Key key, long now) {
        if (!table.get(client(key.client()), address(key.address()), held, now)) return null;
        return new Known("n".repeat(held.length), held.fromFlow, now);
    }

    /** Whether the same was told less than a minute before. */
    private static boolean isHeld(@Nullable Known before, Known told) {
        return before != null
                && before.name().equals(told.name())
                && before.fromFlow() == told.fromFlow()
                && told.millis() - before.millis() < NameTable.RENEWED_AFTER;
    }

    /** Fewer keys than a bucket has slots: none can be in another's way, so that the two must agree on all. */
    @Property
    void agreesWithAPlainMapWhereThereIsRoom(@ForAll("few") List<Step> steps) {
        NameTable table = table(8);
        Map<Key, Known> model = new HashMap<>();
        long now = START;
        for (Step step : steps) {
            Key key = new Key(step.client(), step.address());
            Known told = new Known("n".repeat(step.name()), step.fromFlow(), now);
            Known before = model.get(key);
            boolean held = isHeld(before, told);
            boolean same = before != null
                    && now - before.millis() < KEEP
                    && before.name().length() == step.name();
            assertThat(put(table, step, now))
                    .isEqualTo(held ? NameTable.Put.HELD : same ? NameTable.Put.REFRESHED : NameTable.Put.LEARNED);
            if (!held) model.put(key, told);
            now += step.minutesOn() * 60_000L;
            for (Map.Entry<Key, Known> entry : model.entrySet()) {
                Known wanted = entry.getValue();
                Known got = get(table, entry.getKey(), now);
                if (now - wanted.millis() >= KEEP) {
                    assertThat(got).isNull();
                } else {
                    assertThat(got).isEqualTo(new Known(wanted.name(), wanted.fromFlow(), now));
                }
            }
        }
        assertThat(table.size()).isEqualTo(model.size());
    }

    /** More keys than room: what is given is right and fresh, what is not was evicted, and the table does not grow. */
    @Property
    void givesNothingWrongAndStaysBounded(@ForAll("many") List<Step> steps) {
        NameTable table = table(32);
        Map<Key, Known> model = new HashMap<>();
        long now = START;
        long evicted = 0;
        for (Step step : steps) {
            Key key = new Key(step.client(), step.address());
            Known told = new Known("n".repeat(step.name()), step.fromFlow(), now);
            NameTable.Put put = put(table, step, now);
            if (put == NameTable.Put.LEARNED_FOR_ANOTHER) evicted++;
            if (put == NameTable.Put.HELD) {
                assertThat(isHeld(model.get(key), told)).isTrue();
            } else {
                model.put(key, told);
            }
            assertThat(get(table, key, now)).isEqualTo(new Known("n".repeat(step.name()), step.fromFlow(), now));
            now += step.minutesOn() * 60_000L;
        }
        long missing = 0;
        for (Map.Entry<Key, Known> entry : model.entrySet()) {
            Known wanted = entry.getValue();
            Known got = get(table, entry.getKey(), now);
            if (now - wanted.millis() >= KEEP) {
                assertThat(got).isNull();
            } else if (got == null) {
                missing++;
            } else {
                assertThat(got).isEqualTo(new Known(wanted.name(), wanted.fromFlow(), now));
            }
        }
        assertThat(table.size()).isLessThanOrEqualTo(32);
        assertThat(missing).isLessThanOrEqualTo(evicted);
    }
}
