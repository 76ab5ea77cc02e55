package io.beaconward.tls;

import java.security.cert.CertificateException;

/** A sender's certificate that tls.permitted-peers does not name; the message says what it could have been named by. */
public final class PeerNotPermitted extends CertificateException {
    private static final long serialVersionUID = 1;

    PeerNotPermitted(String message) {
        super(message);
    }
}
