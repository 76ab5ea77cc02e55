package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * W3C Extended Log Files sent line by line. What a sender's {@code #Fields:} directive says holds for its lines from then on; at
 * most {@link #MAX_LAYOUTS} different ones are kept, further ones are passed over. Owned by one pipeline.
 */
final class W3c implements Dialect {
    static final int MAX_LAYOUTS = 64;

    private static final String DIRECTIVE = "w3c";
    private static final byte[] FIELDS = Ascii.bytes("#Fields:");
    private static final KeyTable DIRECTIVES =
            KeyTable.of("#software", "#version", "#date", "#remark", "#start-date", "#end-date", "#fields");
    private static final int MAX_DIRECTIVE = 4096;

    private final W3cGrammar grammar = new W3cGrammar();
    private final Family family;
    private final List<W3cLayout> announced;
    private final Slice directive = new Slice();
    private final int vendors;
    private boolean atDirective;

    /** @param announced the layouts that were announced; it adds to them */
    W3c(List<Mapping> given, Vocabulary vocabulary, List<W3cLayout> announced) {
        this.announced = announced;
        List<Mapping> all = new ArrayList<>(given);
        all.add(netskope(vocabulary));
        all.add(FirewallTables.proxySg(vocabulary).has("c-ip").build());
        family = new Family(grammar, vocabulary, all);
        vendors = all.size();
    }

    private static Mapping netskope(Vocabulary vocabulary) {
        return FirewallTables.netskopeTransaction(vocabulary)
                .where("layout", "netskope-transaction")
                .build();
    }

    @Override
    public String name() {
        return atDirective ? DIRECTIVE : family.name();
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(family.names());
        names.add(DIRECTIVE);
        return names;
    }

    @Override
    public int spoken() {
        return atDirective ? vendors : family.spoken();
    }

    @Override
    public String sourceOf(Field meaning) {
        return family.sourceOf(meaning);
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        atDirective = !body.isEmpty() && body.at(0) == '#';
        if (atDirective) return directive(message);
        int number = message.sender().layout();
        grammar.expect(number >= 0 && number < announced.size() ? announced.get(number) : null);
        return family.read(message, flow);
    }

    private Reading directive(Message message) {
        Slice body = message.body();
        byte[] text = body.array();
        int colon = Ascii.indexOf(text, body.from(), Math.min(body.to(), body.from() + 16), ':');
        if (colon < 0 || DIRECTIVES.find(text, body.from(), colon) == KeyTable.NONE) return Reading.FOREIGN;
        if (!body.startsWith(FIELDS) || body.length() > MAX_DIRECTIVE) return Reading.NO_FLOW;
        int from = Ascii.skipBlanks(text, body.from() + FIELDS.length, body.to());
        message.sender().layout(number(directive.set(text, from, body.to())));
        return Reading.NO_FLOW;
    }

    /** The number of the layout, which is kept if there is room; -1 if there is none. Allocates where a layout is new. */
    private int number(Slice text) {
        long fingerprint = W3cLayout.fingerprint(text.array(), text.from(), text.to());
        for (int i = 0; i < announced.size(); i++) {
            if (announced.get(i).isOf(text, fingerprint)) return i;
        }
        if (announced.size() == MAX_LAYOUTS || text.isEmpty()) return -1;
        announced.add(W3cLayout.of(
                "announced", new String(text.array(), text.from(), text.length(), StandardCharsets.UTF_8)));
        return announced.size() - 1;
    }
}
