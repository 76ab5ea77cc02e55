package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One vendor's dialect of a shared grammar, as a table: by which fields it is known, and what its fields mean. Immutable once
 * built, but for the reader's scratch space; owned by one pipeline.
 *
 * <p>Of the names given for one meaning the first that says something holds.
 */
final class Mapping {
    /** A further sign by which a vendor is known, or a state of a session told: a field's value, or the message's text. */
    @FunctionalInterface
    interface Sign {
        boolean holds(Message message, Fields fields);
    }

    private static final int NO_KEY = -1;

    private final String name;
    private final long[] required; // numbers of fields, as bits
    private final Sign[] signs;
    private final Field[] meanings;
    private final int[] keys;
    private final long[] used; // the keys, as bits
    private final long[] had; // those that the body read last had
    private final long[][] places; // of each key among the keys, as bits
    private final long[] wanted; // places whose keys the body has, as bits
    private final Sign[] starts;
    private final Sign[] interims;
    private final DateFields date;
    private final Finish finish;
    private final FieldReader reader = new FieldReader();
    private final int[] source = new int[Field.values().length];

    private Mapping(Builder builder) {
        name = builder.name;
        required = Fields.setOf(ints(builder.required));
        signs = builder.signs.toArray(Sign[]::new);
        meanings = builder.meanings.toArray(Field[]::new);
        keys = ints(builder.keys);
        used = Fields.setOf(keys);
        had = new long[used.length];
        places = placesOf(keys);
        wanted = Fields.set(keys.length);
        starts = builder.starts.toArray(Sign[]::new);
        interims = builder.interims.toArray(Sign[]::new);
        date = builder.date;
        finish = builder.finish;
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** For each key the places at which it stands among the keys, as bits. */
    private static long[][] placesOf(int[] keys) {
        long[][] places = new long[Arrays.stream(keys).max().orElse(-1) + 1][];
        for (int key : keys) {
            places[key] = Fields.setOf(
                    IntStream.range(0, keys.length).filter(i -> keys[i] == key).toArray());
        }
        return places;
    }

    /** Begins the table of the vendor's dialect {@code name}: lower case with hyphens. */
    static Builder named(String name, Vocabulary vocabulary) {
        return new Builder(name, vocabulary);
    }

    String name() {
        return name;
    }

    /** The numbers of the fields without which a body is of another vendor, as bits. */
    long[] required() {
        return required;
    }

    /** Whether a body that has all required fields is of this vendor. */
    boolean fits(Message message, Fields fields) {
        for (Sign sign : signs) {
            if (!sign.holds(message, fields)) return false;
        }
        return true;
    }

    /** Fills the flow with what the fields say. */
    Reading read(Message message, Fields fields, Flow flow) {
        Arrays.fill(source, NO_KEY);
        take(fields, flow);
        if (!flow.time().isPresent()) date.read(fields, flow.time());
        if (any(starts, message, fields)) {
            flow.phase(Flow.Phase.START);
        } else if (any(interims, message, fields)) {
            flow.phase(Flow.Phase.INTERIM);
        }
        finish.finish(message, fields, flow);
        return flow.saysNothing() ? Reading.NO_FLOW : Reading.FLOW;
    }

    /** Goes through the keys that the body has, in the order of the table: a body has few of them. */
    private void take(Fields fields, Flow flow) {
        want(fields);
        long done = 0;
        for (int word = 0; word < wanted.length; word++) {
            for (long left = wanted[word]; left != 0; left &= left - 1) {
                int i = word * Long.SIZE + Long.numberOfTrailingZeros(left);
                Field meaning = meanings[i];
                long bit = 1L << meaning.number();
                if ((done & bit) != 0 || !reader.read(meaning, fields.get(keys[i]), flow)) continue;
                done |= bit;
                source[meaning.number()] = keys[i];
            }
        }
    }

    /** Finds the places of the keys that the body has, unless it has those of the body before, as most have. */
    private void want(Fields fields) {
        if (fields.hasOf(used, had)) return;
        Arrays.fill(wanted, 0);
        for (int word = 0; word < had.length; word++) {
            had[word] = fields.present(used, word);
            for (long left = had[word]; left != 0; left &= left - 1) {
                int key = word * Long.SIZE + Long.numberOfTrailingZeros(left);
                long[] its = places[key];
                for (int i = 0; i < its.length; i++) wanted[i] |= its[i];
            }
        }
    }

    /** The number of the field that gave {@code meaning} in the last flow, or a negative number. */
    int sourceOf(Field meaning) {
        return source[meaning.number()];
    }

    /** The numbers of the fields that may hold {@code meaning}. */
    int[] keysOf(Field meaning) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            if (meanings[i] == meaning) found.add(keys[i]);
        }
        return ints(found);
    }

    private static boolean any(Sign[] signs, Message message, Fields fields) {
        for (Sign sign : signs) {
            if (sign.holds(message, fields)) return true;
        }
        return false;
    }

    /** Makes a table; not for the message path. */
    static final class Builder {
        private final String name;
        private final Vocabulary vocabulary;
        private final List<Integer> required = new ArrayList<>();
        private final List<Sign> signs = new ArrayList<>();
        private final List<Field> meanings = new ArrayList<>();
        private final List<Integer> keys = new ArrayList<>();
        private final List<Sign> starts = new ArrayList<>();
        private final List<Sign> interims = new ArrayList<>();
        private DateFields date = DateFields.NONE;
        private Finish finish = (message, fields, flow) -> {};

        private Builder(String name, Vocabulary vocabulary) {
            this.name = name;
            this.vocabulary = vocabulary;
        }

        /** Known by having all of these fields. */
        Builder has(String... names) {
            for (String each : names) required.add(vocabulary.number(each));
            return this;
        }

        /** Known by having one of these fields. */
        Builder hasAny(String... names) {
            long[] any = Fields.setOf(numbers(names));
            signs.add((message, fields) -> fields.hasAny(any));
            return this;
        }

        /** Known by a field that has one of these values, whatever their case. */
        Builder where(String field, String... words) {
            signs.add(oneOf(field, words));
            return this;
        }

        /** Known by a field that begins with one of these words, whatever their case. */
        Builder whereBegins(String field, String... words) {
            int key = vocabulary.number(field);
            byte[][] wanted = lowerCase(words);
            signs.add((message, fields) -> fields.has(key) && begins(fields.get(key), wanted));
            return this;
        }

        /** Known by another sign. */
        Builder when(Sign sign) {
            signs.add(sign);
            return this;
        }

        /** The fields, in the order of preference, that have the meaning. */
        Builder take(Field meaning, String... names) {
            for (String each : names) {
                int at = meanings.size();
                while (at > 0 && meanings.get(at - 1).number() > meaning.number()) at--;
                meanings.add(at, meaning);
                keys.add(at, vocabulary.number(each));
            }
            return this;
        }

        /** A date and, if not empty, a time of day and a zone offset that have a field each. */
        Builder date(String day, String time, String zone) {
            date = new DateFields(vocabulary.number(day), numberUnlessEmpty(time), numberUnlessEmpty(zone));
            return this;
        }

        private int numberUnlessEmpty(String name) {
            return name.isEmpty() ? NO_KEY : vocabulary.number(name);
        }

        /** Where the field has one of these values, the session has only begun. */
        Builder starts(String field, String... words) {
            starts.add(oneOf(field, words));
            return this;
        }

        /** Where the field has one of these values, the session goes on, or another record counts it. */
        Builder goesOn(String field, String... words) {
            interims.add(oneOf(field, words));
            return this;
        }

        Builder goesOn(Sign sign) {
            interims.add(sign);
            return this;
        }

        Builder finish(Finish last) {
            finish = last;
            return this;
        }

        Mapping build() {
            return new Mapping(this);
        }

        private int[] numbers(String... names) {
            int[] numbers = new int[names.length];
            for (int i = 0; i < names.length; i++) numbers[i] = vocabulary.number(names[i]);
            return numbers;
        }

        private Sign oneOf(String field, String... words) {
            int key = vocabulary.number(field);
            byte[][] wanted = lowerCase(words);
            return (message, fields) -> {
                for (byte[] word : wanted) {
                    if (fields.is(key, word)) return true;
                }
                return false;
            };
        }

        private static byte[][] lowerCase(String... words) {
            byte[][] all = new byte[words.length][];
            for (int i = 0; i < words.length; i++) all[i] = Ascii.bytes(words[i].toLowerCase(Locale.ROOT));
            return all;
        }

        private static boolean begins(Slice value, byte[][] words) {
            for (byte[] word : words) {
                if (Ascii.startsWithIgnoringCase(value.array(), value.from(), value.to(), word)) return true;
            }
            return false;
        }
    }
}
