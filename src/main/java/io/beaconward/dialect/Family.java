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
    private final long[] asked; // numbers of the fields that any vendor requires, as bits
    private final long[] had; // those that the body read last had
    private final int[] candidates; // the vendors whose required fields these are
    private int candidateCount;
    private int last;

    Family(Grammar grammar, Vocabulary vocabulary, List<Mapping> mappings) {
        this.grammar = grammar;
        this.mappings = mappings.toArray(Mapping[]::new);
        this.vocabulary = vocabulary;
        this.table = vocabulary.table();
        this.fields = new Fields(vocabulary.size());
        this.asked = Fields.set(vocabulary.size());
        this.had = Fields.set(vocabulary.size());
        this.candidates = new int[mappings.size()];
        for (Mapping mapping : mappings) {
            for (int key : mapping.keysOf(Field.ANSWERS)) fields.repeats(key);
            long[] required = mapping.required();
            for (int word = 0; word < required.length; word++) asked[word] |= required[word];
        }
        findCandidates();
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
        if (!fields.hasOf(asked, had)) findCandidates(); // most bodies have what the one before had
        for (int i = 0; i < candidateCount; i++) {
            Mapping mapping = mappings[candidates[i]];
            if (!mapping.fits(message, fields)) continue;
            last = candidates[i];
            return mapping.read(message, fields, flow);
        }
        return Reading.FOREIGN;
    }

    private void findCandidates() {
        for (int word = 0; word < had.length; word++) had[word] = fields.present(asked, word);
        candidateCount = 0;
        for (int i = 0; i < mappings.length; i++) {
            if (fields.hasAll(mappings[i].required())) candidates[candidateCount++] = i;
        }
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
