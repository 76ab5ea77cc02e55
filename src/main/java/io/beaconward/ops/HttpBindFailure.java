package io.beaconward.ops;

import java.net.InetSocketAddress;

/** The HTTP endpoint's address cannot be taken; the message says why and what to do. */
public final class HttpBindFailure extends Exception {
    private static final long serialVersionUID = 1;

    HttpBindFailure(InetSocketAddress address, Throwable cause) {
        super(
                "http.listen: " + text(address) + " cannot be taken (" + cause.getMessage()
                        + "): see with `ss -ltnp` whether another process has it; it has to be an address of this machine, and"
                        + " ports below 1024 need CAP_NET_BIND_SERVICE; or set http.listen to another",
                cause);
    }

    private static String text(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
