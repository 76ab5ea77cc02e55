package io.beaconward.counters;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.watch.Contact;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.openhft.chronicle.bytes.BytesStore;

/** The off-heap pair against a plain model, over contacts in any order while the receive clock goes on. */
class PairPropertyTest {
    private static final long HOUR = 3_600_000L;
    private static final long START = 490_000 * HOUR;

    /** A contact so many seconds behind (or, negative, ahead of) the receive clock, which has gone on by so many minutes. */
    record Step(int minutesOn, int secondsBehind, long sent, long received, boolean known, boolean blocked) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Long> bytes = Arbitraries.longs().between(0, 5_000_000_000L);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 150),
                        Arbitraries.integers().between(-300, 5 * 3600),
                        bytes,
                        bytes,
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMaxSize(200);
    }

    @Property
    void agreesWithAPlainModel(@ForAll("steps") List<Step> steps) {
        int window = 6;
        PairLayout layout = new PairLayout(window);
        BytesStore<?, ?> memory = BytesStore.nativeStore(layout.size);
        Pair pair = new Pair(layout);
        pair.bytesStore(memory, 0, layout.size);
        Map<Integer, Totals> model = new TreeMap<>();
        Contact contact = new Contact();
        long clock = START;
        for (Step step : steps) {
            clock += step.minutesOn() * 60_000L;
            contact.receivedMillis(clock);
            contact.millis(clock - step.secondsBehind() * 1000L);
            contact.bytes(step.known() ? step.sent() : -1, step.received());
            contact.blocked(step.blocked());
            int oldest = Pair.hourOf(clock) - window + 1;
            if (Pair.hourOf(contact.millis()) < oldest) continue; // the pipeline leaves these out
            assertThat(pair.add(contact)).isEqualTo(Pair.Change.ADDED);
            remember(model, contact);
            check(pair, model, oldest);
        }
        memory.releaseLast();
    }

    private static void remember(Map<Integer, Totals> model, Contact contact) {
        Totals hour = model.computeIfAbsent(Pair.hourOf(contact.millis()), h -> {
            Totals fresh = new Totals();
            fresh.clear();
            return fresh;
        });
        long second = Math.floorDiv(contact.millis(), 1000L) * 1000;
        hour.set(
                hour.connections() + 1,
                1,
                hour.bytesSent() + contact.bytesSent(),
                hour.bytesReceived() + contact.bytesReceived(),
                hour.bytesKnown() + (contact.bytesKnown() ? 1 : 0),
                hour.blocked() + (contact.blocked() ? 1 : 0),
                Math.min(hour.firstMillis(), second),
                Math.max(hour.lastMillis(), second));
    }

    private static void check(Pair pair, Map<Integer, Totals> model, int oldest) {
        Totals expected = new Totals();
        expected.clear();
        model.forEach((hour, t) -> {
            if (hour < oldest) return;
            expected.addHour(
                    t.connections(),
                    t.bytesSent(),
                    t.bytesReceived(),
                    t.bytesKnown(),
                    t.blocked(),
                    t.firstMillis(),
                    t.lastMillis());
            assertThat(pair.connections(hour)).isEqualTo((int) t.connections());
        });
        Totals actual = new Totals();
        pair.totals(oldest, actual);
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }
}
