package io.beaconward.dialect;

import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import java.util.Arrays;
import java.util.List;

/**
 * The vendors that share a grammar. A body is read once, into fields that all of them name; the first whose signs hold then
 * says what the fields mean. Who goes before whom is the order of the list: the particular before the general.
 */
final class Family implements Dialect {
    private final Grammar grammar;
    private final Mapping[] mappings;
    private final Vocabulary vocabulary;
    private final KeyTable table;
    private final Fields fields;
    private int last;

    Family(Grammar grammar, Vocabulary vocabulary, List<Mapping> mappings) {
        this.grammar = grammar;
        this.mappings = mappings.toArray(Mapping[]::new);
        this.vocabulary = vocabulary;
        this.table = vocabulary.table();
        this.fields = new Fields(vocabulary.size());
        for (Mapping mapping : mappings) {
            for (int key : mapping.keysOf(Field.ANSWERS)) fields.repeats(key);
        }
    }

    @Override
    public String name() {
        return mappings[last].name();
    }

    @Override
    public List<String> names() {
        return Arrays.stream(mappings).map(Mapping::name).toList();
    }

    @Override
    public int spoken() {
        return last;
    }

    @Override
    public Reading read(Message message, Flow flow) {
        if (!grammar.begin(message)) return Reading.FOREIGN;
        fields.clear();
        grammar.read(table, fields);
        for (int i = 0; i < mappings.length; i++) {
            if (!mappings[i].fits(message, fields)) continue;
            last = i;
            return mappings[i].read(message, fields, flow);
        }
        return Reading.FOREIGN;
    }

    /** The name of the field that gave {@code meaning} in the last flow; empty where none did. */
    @Override
    public String sourceOf(Field meaning) {
        int key = mappings[last].sourceOf(meaning);
        return key < 0 ? "" : vocabulary.name(key);
    }

    /** The value of the field {@code number} in the body read last; empty where it has none. */
    Slice field(int number, Slice none) {
        return fields.has(number) ? fields.get(number) : none;
    }
}
