package io.beaconward.net;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Cidr;
import io.beaconward.config.Settings;
import java.util.List;

/**
 * Who may send, and who may say for whom he speaks. Asked once for each datagram and connection; allocates nothing, and
 * costs nothing worth naming where no list is given. Thread-safe.
 */
final class Admission {
    /** Who is on which list. Immutable; replaced as a whole. */
    private static final class Lists {
        private final Cidr[] allow;
        private final Cidr[] deny;
        private final Cidr[] proxies;
        private final boolean all;

        Lists(Settings settings) {
            this.allow = array(settings.admission().allow());
            this.deny = array(settings.admission().deny());
            this.proxies = array(settings.listen().proxies());
            this.all = allow.length == 0 && deny.length == 0;
        }

        private static Cidr[] array(List<Cidr> blocks) {
            return blocks.toArray(Cidr[]::new);
        }
    }

    private volatile Lists lists;

    Admission(Settings settings) {
        this.lists = new Lists(settings);
    }

    /** Goes by other lists from now on; connections that were let in stay. */
    void renew(Settings settings) {
        lists = new Lists(settings);
    }

    /** Whether the address may send: not where it is denied, also if it is allowed as well. */
    boolean admits(Address address) {
        Lists now = lists;
        if (now.all) return true;
        return !contain(now.deny, address) && (now.allow.length == 0 || contain(now.allow, address));
    }

    /** Whether connections come through proxies, which say for whom. */
    boolean proxied() {
        return lists.proxies.length > 0;
    }

    /** Whether the address is one of these proxies. */
    boolean believes(Address address) {
        return contain(lists.proxies, address);
    }

    private static boolean contain(Cidr[] blocks, Address address) {
        for (Cidr block : blocks) {
            if (block.contains(address)) return true;
        }
        return false;
    }
}
