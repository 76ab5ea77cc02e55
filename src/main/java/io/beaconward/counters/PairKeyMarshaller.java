package io.beaconward.counters;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.hash.serialization.SizedReader;
import net.openhft.chronicle.hash.serialization.SizedWriter;
import net.openhft.chronicle.hash.serialization.StatefulCopyable;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/** Writes a {@link PairKey} as its bytes. Its name stands in the map files: renaming it makes them foreign. */
final class PairKeyMarshaller
        implements SizedReader<PairKey>, SizedWriter<PairKey>, StatefulCopyable<PairKeyMarshaller> {

    @Override
    public PairKey read(Bytes<?> in, long size, @Nullable PairKey using) {
        PairKey key = using == null ? new PairKey() : using;
        key.length = (int) size;
        in.read(key.bytes, 0, key.length);
        return key;
    }

    @Override
    public long size(PairKey key) {
        return key.length;
    }

    @Override
    public void write(Bytes<?> out, long size, PairKey key) {
        out.write(key.bytes, 0, key.length);
    }

    @Override
    public PairKeyMarshaller copy() {
        return this;
    }

    @Override
    public void readMarshallable(WireIn wire) {
        // has no state
    }

    @Override
    public void writeMarshallable(WireOut wire) {
        // has no state
    }
}
