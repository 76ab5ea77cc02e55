package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final Slice NOBODY = new Slice();

    private final Connections connections = new Connections();
    private final Slice user = new Slice();

    private static Slice user(String name) {
        byte[] bytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new Slice().set(bytes, 0, bytes.length);
    }

    @Test
    void remembersClientAndUserUntilTheTeardown() {
        connections.built(1, 7, 99, true, user("bob"));
        int place = connections.tornDown(1, 7, 99);
        assertThat(connections.clientIsSecond(place)).isTrue();
        connections.user(place, user);
        assertThat(user).hasToString("bob");
        assertThat(connections.tornDown(1, 7, 99)).isNegative();
    }

    @Test
    void leavesOutAUserWhoseNameIsTooLong() {
        connections.built(1, 7, 99, true, user("b".repeat(Connections.MOST_USER)));
        connections.user(connections.tornDown(1, 7, 99), user);
        assertThat(user.length()).isEqualTo(Connections.MOST_USER);
        connections.built(1, 7, 99, true, user("b".repeat(Connections.MOST_USER + 1)));
        connections.user(connections.tornDown(1, 7, 99), user);
        assertThat(user.isEmpty()).isTrue();
    }

    @Test
    void letsTheOldestMakeWay() {
        int all = Connections.CAPACITY * 4;
        for (int id = 0; id < all; id++) connections.built(1, id, id, true, NOBODY);
        for (int id = 0; id < Connections.CAPACITY; id++)
            assertThat(connections.tornDown(1, id, id)).isNegative();
        int kept = 0;
        for (int id = all - Connections.CAPACITY; id < all; id++) {
            if (connections.tornDown(1, id, id) >= 0) kept++;
        }
        assertThat(kept).isGreaterThan(Connections.CAPACITY * 9 / 10);
    }

    @Test
    void holdsNearlyAllOfATableThatIsThreeQuartersFull() {
        int count = Connections.CAPACITY * 3 / 4;
        for (int id = 0; id < count; id++) connections.built(3, 1_000_000_000L + id, id, true, NOBODY);
        int kept = 0;
        for (int id = 0; id < count; id++) {
            if (connections.tornDown(3, 1_000_000_000L + id, id) >= 0) kept++;
        }
        assertThat(kept).isGreaterThan(count * 95 / 100);
    }

    /** Against a plain map: what is found is what was remembered of that sender, id and endpoints, and nothing of another. */
    @Property(tries = 200)
    void neverGivesWhatBelongsToAnother(@ForAll @Size(max = 400) List<@IntRange(max = 1023) Integer> steps) {
        Map<Integer, Integer> known = new HashMap<>();
        for (int step : steps) {
            int sender = step & 3;
            long id = step >> 2 & 7;
            int check = step >> 5 & 3;
            int key = sender << 8 | (int) id;
            if ((step >> 7 & 3) < 2) {
                connections.built(sender, id, check, (step >> 9 & 1) == 1, user("u" + step));
                known.put(key, step);
                continue;
            }
            int place = connections.tornDown(sender, id, check);
            Integer built = known.remove(key);
            boolean same = built != null && (built >> 5 & 3) == check;
            assertThat(place >= 0).isEqualTo(same);
            if (built == null || !same) continue;
            assertThat(connections.clientIsSecond(place)).isEqualTo((built >> 9 & 1) == 1);
            connections.user(place, user);
            assertThat(user).hasToString("u" + built);
        }
        for (int key : known.keySet()) connections.tornDown(key >> 8, key & 255, 0);
    }
}
