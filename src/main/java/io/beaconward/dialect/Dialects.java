package io.beaconward.dialect;

import io.beaconward.config.Settings;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * All dialects, from the most particular to the most general. The one that read a body of the sender that began the same is tried
 * first, then the one that the sender last spoke; but the general key=value, which would take what a particular one reads better,
 * only where a body begins with a pair, as no other does. One instance a pipeline.
 */
public final class Dialects {
    private static final int NONE = -1;

    private final Memory memory;
    private final Dialect[] all;
    private final int[][] numbers; // of the names of each
    private final List<String> names;
    private final int general;
    private final Openings openings = new Openings();
    private final JsonEnvelope envelope = new JsonEnvelope();
    private int last;

    /** What is remembered from message to message, which others go on with. */
    private record Memory(CiscoAsa connections, List<W3cLayout> layouts) {
        Memory() {
            this(new CiscoAsa(), new ArrayList<>());
        }
    }

    /** @param known the names that have their numbers already */
    private Dialects(List<Dialect> dialects, Memory memory, List<String> known) {
        this.memory = memory;
        all = dialects.toArray(Dialect[]::new);
        general = all.length - 1;
        names = Stream.concat(known.stream(), dialects.stream().flatMap(dialect -> dialect.names().stream()))
                .distinct()
                .toList();
        numbers = new int[all.length][];
        for (int i = 0; i < all.length; i++) {
            numbers[i] = all[i].names().stream().mapToInt(names::indexOf).toArray();
        }
    }

    /** The built-in ones, for one pipeline. */
    public static Dialects all() {
        return with(List.of());
    }

    /** The built-in ones and the user's own, for one pipeline. */
    public static Dialects with(List<Settings.Dialect> given) {
        Memory memory = new Memory();
        return new Dialects(inOrder(given, memory), memory, List.of());
    }

    /**
     * With other dialects of the user's own, to take the place of this one: a number goes on to mean the same name, and what
     * senders announced is kept. Any thread; but only one of the two may read messages.
     */
    public Dialects renewed(List<Settings.Dialect> given) {
        return new Dialects(inOrder(given, memory), memory, names);
    }

    /** New instances of all, the particular before the general. A new one is a line here, or in the vendors of its grammar. */
    static List<Dialect> inOrder(List<Settings.Dialect> given) {
        return inOrder(given, new Memory());
    }

    private static List<Dialect> inOrder(List<Settings.Dialect> given, Memory memory) {
        GivenDialects own = new GivenDialects(given);
        List<Dialect> all = new ArrayList<>(own.csv());
        all.addAll(List.of(
                new Dnsmasq(), // told by its tag; its lines hold names that strangers ask for, whatever these imitate
                OtherVendors.firepower(),
                memory.connections(),
                family(own, Settings.Dialect.Grammar.CEF, CefVendors::family),
                family(own, Settings.Dialect.Grammar.LEEF, LeefVendors::family),
                family(own, Settings.Dialect.Grammar.JSON, JsonVendors::family),
                new PanOs(),
                new SquidNative(),
                new PfFilterlog(),
                new MikroTik(),
                new WatchGuard(),
                new CitrixAdc(),
                new F5BigIp(),
                new BarracudaWaf(),
                new BarracudaFirewall(),
                new CheckPointTracker(),
                new Umbrella(),
                new ForcepointCloud(),
                new CombinedLog(),
                new BindDns(),
                new Unbound(),
                new CoreDns(),
                new WindowsDns(),
                family(
                        own,
                        Settings.Dialect.Grammar.W3C,
                        (mappings, words) -> new W3c(mappings, words, memory.layouts())),
                StructuredDataVendors.family(new Vocabulary()),
                new JuniperText(),
                new JuniperFilter(),
                OtherVendors.checkPoint(),
                OtherVendors.unquoted(),
                family(own, Settings.Dialect.Grammar.KEY_VALUE, KeyValueVendors::family)));
        return all;
    }

    private static Dialect family(
            GivenDialects own,
            Settings.Dialect.Grammar grammar,
            BiFunction<List<Mapping>, Vocabulary, Dialect> vendors) {
        Vocabulary vocabulary = new Vocabulary();
        return vendors.apply(own.of(grammar, vocabulary), vocabulary);
    }

    /** Has all dialects asked for the message, as if its sender were new. */
    void forget(Message message) {
        message.sender().lastDialect(NONE);
        openings.forget(message.sender().number(), message.body());
    }

    /** How many names there are; one that is spoken in several grammars counts once. */
    public int size() {
        return names.size();
    }

    public String name(int number) {
        return names.get(number);
    }

    /** The number of the name of the dialect that read the last message. */
    public int last() {
        return numbers[last][all[last].spoken()];
    }

    /** The name of the field that gave {@code meaning} in the last flow; empty where none did, or fields have no names. */
    public String sourceOf(Field meaning) {
        return all[last].sourceOf(meaning);
    }

    /** Reads the message by the first dialect that can; {@link Reading#FOREIGN} where none can. */
    public Reading read(Message message, Flow flow) {
        Reading reading = readBody(message, flow);
        if (reading == Reading.FOREIGN && envelope.open(message)) reading = readBody(message, flow);
        if (reading == Reading.FOREIGN) flow.clear(); // of what the last one that could not read it left
        return reading;
    }

    private Reading readBody(Message message, Flow flow) {
        int known = openings.find(message.sender().number(), message.body());
        if (known >= 0) {
            Reading reading = read(known, message, flow);
            if (reading != Reading.FOREIGN) return reading;
        }
        return search(known, message, flow);
    }

    /** Tries the sender's last dialect, then all; but not {@code tried}. */
    private Reading search(int tried, Message message, Flow flow) {
        Sender sender = message.sender();
        int first = sender.lastDialect();
        boolean again = false;
        if (first >= 0 && first != tried) {
            Reading reading = read(first, message, flow);
            again = reading != Reading.FOREIGN && isGeneral(first);
            if (reading != Reading.FOREIGN && !again) {
                openings.put(first);
                return reading;
            }
        }
        for (int i = 0; i < all.length; i++) {
            if (i == tried || (i == first && !again)) continue;
            Reading reading = read(i, message, flow);
            if (reading == Reading.FOREIGN) continue;
            boolean ofGeneral = isGeneral(i);
            sender.lastDialect(ofGeneral ? NONE : i);
            if (!ofGeneral || KeyValueCursor.beginsWithPair(message.body())) openings.put(i);
            return reading;
        }
        return Reading.FOREIGN;
    }

    /** Whether the dialect, which read something, read it as the general key=value: the last name of the last dialect. */
    private boolean isGeneral(int number) {
        return number == general && all[number].spoken() == numbers[number].length - 1;
    }

    private Reading read(int number, Message message, Flow flow) {
        flow.clear();
        Reading reading = all[number].read(message, flow);
        last = number;
        return reading;
    }
}
