package io.beaconward.watch;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.dialect.Flow;

/** Tells which flows are contacts: those with a source and a catalogued destination, whatever was done with them. */
public final class ContactFilter {
    private final Catalogue catalogue;

    public ContactFilter(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What the name that the flow states, or asks for, belongs to. */
    public Service service(Flow flow) {
        Slice name = flow.isDns() ? flow.dnsQuery() : flow.host();
        return name.isEmpty() ? Service.NONE : catalogue.match(name.array(), name.from(), name.to());
    }

    /**
     * Fills the contact, all but its times, if the flow is one. A DNS query never is: it only asks for a name.
     *
     * @param service of the flow
     * @return whether it is
     */
    public boolean match(Flow flow, Service service, Contact contact) {
        if (service.isNone() || !flow.source().isPresent() || flow.isDns()) return false;
        Slice host = flow.host();
        contact.source().set(flow.source());
        byte[] name = contact.name();
        Ascii.copyLower(host.array(), host.from(), host.to(), name);
        contact.nameLength(host.length());
        contact.tenant(service.tenantHash(name, host.length()));
        contact.provider(service.providerNumber());
        contact.user(flow.user());
        contact.bytes(flow.bytesSent(), flow.bytesReceived());
        contact.durationMillis(flow.durationMillis());
        contact.blocked(flow.action() == Flow.Action.BLOCKED);
        contact.named(flow.nameSource() == Flow.NameSource.CLIENT, flow.nameSource() == Flow.NameSource.ANY_CLIENT);
        contact.sessionStart(flow.phase() == Flow.Phase.START);
        contact.sourcePort(flow.sourcePort());
        return true;
    }
}
