package io.beaconward.names;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Slice;
import io.beaconward.dialect.Answers;
import io.beaconward.dialect.Flow;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Gives flows that only carry addresses the name that their client most likely meant. It learns from DNS replies, and from
 * flows that state name and address both: for the client, where it is known, and for any client. One instance a pipeline;
 * the table behind it is shared. {@code names.entries: 0} switches it off.
 *
 * <p>Of most names nothing comes, since nobody watches them: they are not held, unless a watched name was told for the same address. Of
 * the addresses of delivery networks, which serve many names, so the names of all are held.
 *
 * <p>The evidence differs. A reply to the client itself is good: it asked for that name. What others were told is weaker, and
 * weaker still where many names share an address. Whoever can write to the DNS log can suggest names.
 */
public final class Names {
    private final NameTable table;
    private final HeldName name = new HeldName();
    private final HeldName ofAny = new HeldName();
    private final HeldName ofAnyBack = new HeldName();
    private final Address formerSource = new Address();
    private final Tally learned;
    private final Tally evicted;
    private final Tally usedOfClient;
    private final Tally usedOfAny;

    public Names(NameTable table, Meters meters) {
        this.table = table;
        this.learned = meters.tally(Metric.NAMES_LEARNED);
        this.evicted = meters.tally(Metric.NAMES_EVICTED);
        this.usedOfClient = meters.tally(Metric.NAMES_USED, "client");
        this.usedOfAny = meters.tally(Metric.NAMES_USED, "any");
    }

    /**
     * Learns what the flow tells of names.
     *
     * @param watched whether the name that it states, or asks for, is one whose contacts count
     * @param nowMillis since 1970, when
     */
    public void learn(Flow flow, boolean watched, long nowMillis) {
        if (table.isOff()) return;
        if (flow.isDns()) {
            Answers answers = flow.answers();
            for (int i = 0; i < answers.size(); i++) {
                learn(flow.asker(), flow.dnsQuery(), false, answers.get(i), watched, nowMillis);
            }
        } else if (flow.destination().isPresent()) {
            learn(flow.source(), flow.host(), true, flow.destination(), watched, nowMillis);
        }
    }

    private void learn(Address source, Slice told, boolean fromFlow, Address address, boolean watched, long nowMillis) {
        if (told.isEmpty() || !table.tell(address, watched, nowMillis)) return;
        name.set(told, fromFlow);
        if (name.length == 0) return;
        // What is new of this client was told of any client at the same time.
        if (source.isPresent() && !put(source, address, nowMillis)) return;
        put(null, address, nowMillis);
    }

    /** Whether it was not told just before. */
    private boolean put(@Nullable Address source, Address address, long nowMillis) {
        NameTable.Put put = table.put(source, address, name, nowMillis);
        boolean isNew = put == NameTable.Put.LEARNED || put == NameTable.Put.LEARNED_FOR_ANOTHER;
        if (isNew) learned.increment();
        if (put == NameTable.Put.LEARNED_FOR_ANOTHER) evicted.increment();
        return put != NameTable.Put.HELD;
    }

    /**
     * Gives the flow a host if it has none but a source and a destination, and is no DNS message: the client's own name for
     * the address, else that of any client. The flow's {@link Flow#nameSource} says which. The host is valid until the next
     * call. Where the message left open which end is the client, the ends are exchanged if the name is found that way only.
     *
     * <p>Where the client's own name was stated by a flow and not by a DNS reply, the flow is left as it is: that flow told of
     * the connection by name, and a second record of it, of the same device or the next, must not count it again.
     *
     * <p>Where names were told for the address, but none that is watched, the flow gets none: see {@link Flow.NameSource#UNWATCHED}.
     *
     * @return whether the flow got a host
     */
    public boolean resolve(Flow flow, long nowMillis) {
        if (table.isOff() || !flow.host().isEmpty() || flow.isDns()) return false;
        Address source = flow.source();
        Address destination = flow.destination();
        if (!source.isPresent() || !destination.isPresent()) return false;
        // What a client learned was learned for any client at the same time, so that most flows need one look.
        boolean there = isHeld(destination, ofAny, nowMillis);
        boolean back = flow.clientGuessed() && isHeld(source, ofAnyBack, nowMillis);
        if (there && table.get(source, destination, name, nowMillis)) {
            return !name.fromFlow && use(name, flow, Flow.NameSource.CLIENT);
        }
        if (back && table.get(destination, source, name, nowMillis)) {
            if (name.fromFlow) return false;
            exchangeEnds(flow);
            return use(name, flow, Flow.NameSource.CLIENT);
        }
        if (there) return use(ofAny, flow, Flow.NameSource.ANY_CLIENT);
        if (back) {
            exchangeEnds(flow);
            return use(ofAnyBack, flow, Flow.NameSource.ANY_CLIENT);
        }
        boolean told =
                table.isTold(destination, nowMillis) || (flow.clientGuessed() && table.isTold(source, nowMillis));
        if (told) flow.nameSource(Flow.NameSource.UNWATCHED);
        return false;
    }

    private boolean isHeld(Address address, HeldName out, long nowMillis) {
        return table.isWatched(address, nowMillis) && table.get(null, address, out, nowMillis);
    }

    private boolean use(HeldName found, Flow flow, Flow.NameSource source) {
        flow.host().set(found.bytes, 0, found.length);
        flow.nameSource(source);
        (source == Flow.NameSource.CLIENT ? usedOfClient : usedOfAny).increment();
        return true;
    }

    private void exchangeEnds(Flow flow) {
        formerSource.set(flow.source());
        flow.source().set(flow.destination());
        flow.destination().set(formerSource);
        flow.sourcePort(flow.destinationPort());
        flow.destinationPort(Flow.UNKNOWN); // of the two only the client's is known for what it is
    }
}
