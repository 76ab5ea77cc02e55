package io.beaconward.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.config.Settings;
import io.beaconward.dialect.Flow;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final long NOW = 1_795_514_400_000L;
    private static final long HOUR = 3_600_000L;

    private final Meters meters = new Meters(new SimpleMeterRegistry());
    private final NameTable table = table(1024);
    private final Names names = new Names(table, meters);
    private final Flow flow = new Flow();

    private NameTable table(int entries) {
        return new NameTable(new Settings.Names(Duration.ofHours(24), entries), meters);
    }

    /** A flow of a client (empty: not known) to an address (empty: none) that states a host or not. */
    private Flow flow(String client, String host, String address) {
        flow.clear();
        flow.source().parse(client);
        byte[] text = Ascii.bytes(host);
        flow.host().set(text, 0, text.length);
        flow.destination().parse(address);
        return flow;
    }

    private void named(String client, String host, String address) {
        names.learn(flow(client, host, address), isWatched(host), NOW);
    }

    /** What a DNS reply tells is put there by the dialects, whose own line is read here. */
    private void reply(String client, String name, String... addresses) {
        names.learn(DnsReplies.reply(flow, client, name, addresses), isWatched(name), NOW);
    }

    private static boolean isWatched(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".workers.dev");
    }

    private String resolve(String client, String address) {
        return resolve(flow(client, "", address), NOW);
    }

    private String resolve(Flow asked, long millis) {
        names.resolve(asked, millis);
        return asked.nameSource() + " "
                + new String(
                        asked.host().array(), asked.host().from(), asked.host().length(), StandardCharsets.US_ASCII);
    }

    @Test
    void theClientsOwnReplyGoesBeforeWhatOthersWereTold() {
        reply("10.0.0.1", "A.Workers.dev", "192.0.2.7", "2001:db8::7");
        reply("10.0.0.2", "b.workers.dev", "192.0.2.7");
        assertThat(resolve("10.0.0.1", "192.0.2.7")).isEqualTo("CLIENT a.workers.dev");
        assertThat(resolve("10.0.0.1", "2001:db8::7")).isEqualTo("CLIENT a.workers.dev");
        assertThat(resolve("10.0.0.2", "192.0.2.7")).isEqualTo("CLIENT b.workers.dev");
        assertThat(resolve("10.0.0.3", "192.0.2.7")).isEqualTo("ANY_CLIENT b.workers.dev");
        assertThat(resolve("10.0.0.3", "192.0.2.8")).isEqualTo("LOGGED ");
        assertThat(meters.total(Metric.NAMES_LEARNED))
                .isEqualTo(6); // of any client, the second name for 192.0.2.7 is new
        assertThat(meters.total(Metric.NAMES_USED)).isEqualTo(4);
        assertThat(table.size()).isEqualTo(5);
    }

    @Test
    void aReplyToNobodyServesAnyClient() {
        reply("", "a.workers.dev", "192.0.2.7");
        assertThat(resolve("10.0.0.1", "192.0.2.7")).isEqualTo("ANY_CLIENT a.workers.dev");
    }

    @Test
    void aReplyWhoseQuestionIsNotLoggedTeachesNothingAndIsNoFlowToName() {
        reply("", "a.workers.dev", "192.0.2.53");
        Flow answer = DnsReplies.reply(flow, "10.0.0.1", "x.example.com", "192.0.2.7");
        answer.dnsQuery().clear();
        names.learn(answer, true, NOW);
        assertThat(resolve(answer, NOW)).isEqualTo("LOGGED ");
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void theLatestNameHoldsAndOneLearnedAgainIsNoNewOne() {
        reply("10.0.0.1", "a.workers.dev", "192.0.2.7");
        reply("10.0.0.1", "b.workers.dev", "192.0.2.7");
        reply("10.0.0.1", "b.workers.dev", "192.0.2.7");
        assertThat(resolve("10.0.0.1", "192.0.2.7")).isEqualTo("CLIENT b.workers.dev");
        assertThat(meters.total(Metric.NAMES_LEARNED)).isEqualTo(4);
    }

    @Test
    void anExpiredNameIsNotUsed() {
        reply("10.0.0.1", "a.workers.dev", "192.0.2.7");
        assertThat(resolve(flow("10.0.0.1", "", "192.0.2.7"), NOW + 24 * HOUR - 1))
                .isEqualTo("CLIENT a.workers.dev");
        assertThat(resolve(flow("10.0.0.1", "", "192.0.2.7"), NOW + 24 * HOUR)).isEqualTo("LOGGED ");
    }

    @Test
    void aFlowThatStatesTheNameServesOtherClientsOnly() {
        named("10.0.0.1", "a.workers.dev", "192.0.2.7");
        assertThat(resolve("10.0.0.1", "192.0.2.7"))
                .as("the connection was told of by name, and would count twice")
                .isEqualTo("LOGGED ");
        assertThat(resolve("10.0.0.2", "192.0.2.7")).isEqualTo("ANY_CLIENT a.workers.dev");
        reply("10.0.0.1", "a.workers.dev", "192.0.2.7");
        assertThat(resolve("10.0.0.1", "192.0.2.7")).isEqualTo("CLIENT a.workers.dev");
    }

    @Test
    void exchangesTheEndsOfAFlowWhoseClientIsGuessedWhereTheNameIsKnownThatWayOnly() {
        reply("10.0.0.1", "a.workers.dev", "192.0.2.7");
        Flow teardown = flow("192.0.2.7", "", "10.0.0.1");
        teardown.destinationPort(51_000);
        assertThat(resolve(teardown, NOW)).isEqualTo("LOGGED ");
        teardown.clientGuessed(true);
        assertThat(resolve(teardown, NOW)).isEqualTo("CLIENT a.workers.dev");
        assertThat(teardown.source()).hasToString("10.0.0.1");
        assertThat(teardown.destination()).hasToString("192.0.2.7");
        assertThat(teardown.destinationPort()).isEqualTo((int) Flow.UNKNOWN);

        Flow ofAnother = flow("192.0.2.7", "", "10.0.0.2");
        ofAnother.clientGuessed(true);
        assertThat(resolve(ofAnother, NOW)).isEqualTo("ANY_CLIENT a.workers.dev");
        assertThat(ofAnother.source()).hasToString("10.0.0.2");
    }

    @Test
    void leavesAloneWhatHasANameOrAsksForOne() {
        reply("10.0.0.1", "a.workers.dev", "192.0.2.7");
        assertThat(resolve(flow("10.0.0.1", "b.example.com", "192.0.2.7"), NOW)).isEqualTo("LOGGED b.example.com");
        assertThat(resolve(flow("", "", "192.0.2.7"), NOW)).isEqualTo("LOGGED ");
        assertThat(resolve(flow("10.0.0.1", "", ""), NOW)).isEqualTo("LOGGED ");
        assertThat(resolve(DnsReplies.query(flow, "10.0.0.1", "x.example.com", "192.0.2.7"), NOW))
                .isEqualTo("LOGGED ");
    }

    @Test
    void aNameThatNobodyWatchesIsNotHeldButKnownToHaveBeenTold() {
        reply("10.0.0.1", "www.example.com", "192.0.2.7");
        named("10.0.0.2", "www.example.org", "192.0.2.8");
        assertThat(table.size()).isZero();
        assertThat(resolve("10.0.0.1", "192.0.2.7")).isEqualTo("UNWATCHED ");
        assertThat(resolve("10.0.0.3", "192.0.2.8")).isEqualTo("UNWATCHED ");
        assertThat(resolve("10.0.0.1", "192.0.2.9")).isEqualTo("LOGGED ");
        Flow teardown = flow("192.0.2.7", "", "10.0.0.1");
        assertThat(resolve(teardown, NOW)).isEqualTo("LOGGED ");
        teardown.clientGuessed(true);
        assertThat(resolve(teardown, NOW)).isEqualTo("UNWATCHED ");
        assertThat(teardown.source()).hasToString("192.0.2.7");
        assertThat(resolve(flow("10.0.0.1", "", "192.0.2.7"), NOW + 25 * HOUR)).isEqualTo("LOGGED ");
        assertThat(meters.total(Metric.NAMES_LEARNED)).isZero();
        assertThat(meters.total(Metric.NAMES_USED)).isZero();
    }

    @Test
    void whereAWatchedNameWasToldTheOthersOfTheAddressAreHeldAsWell() {
        reply("10.0.0.1", "a.workers.dev", "192.0.2.7");
        reply("10.0.0.2", "www.example.com", "192.0.2.7");
        assertThat(resolve("10.0.0.1", "192.0.2.7")).isEqualTo("CLIENT a.workers.dev");
        assertThat(resolve("10.0.0.2", "192.0.2.7")).isEqualTo("CLIENT www.example.com");
        reply("10.0.0.1", "www.example.com", "192.0.2.7");
        assertThat(resolve("10.0.0.1", "192.0.2.7")).isEqualTo("CLIENT www.example.com");
        names.learn(DnsReplies.reply(flow, "10.0.0.1", "www.example.com", "192.0.2.7"), false, NOW + 25 * HOUR);
        assertThat(resolve(flow("10.0.0.1", "", "192.0.2.7"), NOW + 25 * HOUR)).isEqualTo("UNWATCHED ");
    }

    @Test
    void switchedOffItLearnsNothing() {
        Names off = new Names(new NameTable(new Settings.Names(Duration.ofHours(1), 0), Meters.unregistered()), meters);
        off.learn(flow("10.0.0.1", "a.workers.dev", "192.0.2.7"), true, NOW);
        off.resolve(flow("10.0.0.2", "", "192.0.2.7"), NOW);
        assertThat(flow.host().isEmpty()).isTrue();
        assertThat(meters.total(Metric.NAMES_LEARNED)).isZero();
    }

    @Test
    void inAFullTableTheOldestOfTheBucketMakesWay() {
        Names small =
                new Names(new NameTable(new Settings.Names(Duration.ofHours(24), 8), Meters.unregistered()), meters);
        for (int i = 1; i <= 9; i++) small.learn(flow("", "n" + i + ".example.com", "192.0.2." + i), true, NOW + i);
        assertThat(meters.total(Metric.NAMES_EVICTED)).isEqualTo(1);
        small.resolve(flow("10.0.0.1", "", "192.0.2.1"), NOW + 10);
        assertThat(flow.host().isEmpty()).isTrue();
        small.resolve(flow("10.0.0.1", "", "192.0.2.2"), NOW + 10);
        assertThat(flow.host()).hasToString("n2.example.com");
    }

    @Test
    void allocatesNothing() {
        List<Runnable> work = new ArrayList<>();
        Address address = new Address();
        address.parse("192.0.2.7");
        byte[] host = Ascii.bytes("a.workers.dev");
        int[] turn = {0};
        work.add(() -> {
            flow.clear();
            flow.source().set(0, turn[0]++ & 0xfff);
            flow.host().set(host, 0, host.length);
            flow.destination().set(address);
            names.learn(flow, true, NOW);
            flow.host().clear();
            names.resolve(flow, NOW);
        });
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 50_000; i++) work.get(0).run();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 50_000; i++) work.get(0).run();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(50_000);
    }

    @Test
    void threadsNeverSeeHalfOfAName() throws Exception {
        NameTable shared = new NameTable(new Settings.Names(Duration.ofHours(24), 64), Meters.unregistered());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Boolean>> wholes = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int seed = t;
            wholes.add(threads.submit(() -> onlyWholeNames(shared, seed)));
        }
        for (Future<Boolean> whole : wholes) assertThat(whole.get()).isTrue();
        threads.shutdown();
        assertThat(shared.size()).isLessThanOrEqualTo(64);
    }

    /** Names made of one letter, of a length that goes with the letter and of an address that goes with neither. */
    private static boolean onlyWholeNames(NameTable shared, int seed) {
        Address address = new Address();
        HeldName name = new HeldName();
        java.util.Random random = new java.util.Random(seed);
        boolean whole = true;
        for (int i = 0; i < 100_000; i++) {
            address.set(1, random.nextInt(100));
            int letter = random.nextInt(26);
            name.length = 200 + letter;
            java.util.Arrays.fill(name.bytes, 0, name.length, (byte) ('a' + letter));
            shared.put(null, address, name, NOW + i);
            address.set(1, random.nextInt(100));
            if (!shared.get(null, address, name, NOW + i)) continue;
            for (int j = 0; j < name.length; j++) whole &= name.bytes[j] == 'a' + name.length - 200;
        }
        return whole;
    }

    @Test
    void aNameIsKeptForAnotherTimeOnceThatIsSet() {
        reply("10.0.0.1", "a.workers.dev", "192.0.2.7");
        table.keep(Duration.ofHours(1));
        assertThat(resolve(flow("10.0.0.1", "", "192.0.2.7"), NOW + HOUR)).isEqualTo("LOGGED ");
        table.keep(Duration.ofDays(2));
        assertThat(resolve(flow("10.0.0.1", "", "192.0.2.7"), NOW + 47 * HOUR)).isEqualTo("CLIENT a.workers.dev");
    }
}
