package io.beaconward.dialect;

import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * A shape of bodies that many vendors share: it goes through a body from left to right, from one named field to the next,
 * looking at each byte a constant number of times. Owned by one pipeline.
 */
interface Grammar {
    /** Begins with the message's body; false where it cannot be of this grammar, which must be cheap to tell. */
    boolean begin(Message message);

    /** Puts what the table knows of the body into the fields. A grammar of many fields has a loop of its own, for speed. */
    default void read(KeyTable table, Fields fields) {
        while (next()) {
            int key = number(table);
            if (key != KeyTable.NONE) fields.put(key, value());
        }
    }

    /** Moves to the next field; false where there is none. */
    boolean next();

    /** The name of the field moved to last. */
    Slice key();

    /** The number that the table, the same for all bodies, gives the name of the field moved to last. */
    default int number(KeyTable table) {
        return table.find(key());
    }

    /** The value of the field moved to last, without what quotes it. */
    Slice value();
}
