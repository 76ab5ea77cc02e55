package io.beaconward.ops;

import java.net.InetSocketAddress;

/** The HTTP endpoint's address cannot be taken; the message says why and what to do. */
public final class HttpBindFailure extends Exception {
    private static final long serialVersionUID = 1;

    HttpBindFailure(InetSocketAddress address, Throwable cause) {
        super(
                "http.listen: " + address.getHostString() + ":" + address.getPort() + " cannot be taken ("
                        + cause.getMessage() + "): see with `ss -ltnp` who has it, or set http.listen to another",
                cause);
    }
}
