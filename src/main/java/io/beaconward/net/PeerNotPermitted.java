package io.beaconward.net;

import java.security.cert.CertificateException;

/** A sender's certificate that tls.permitted-peers does not name; the message says what it could have been named by. */
final class PeerNotPermitted extends CertificateException {
    private static final long serialVersionUID = 1;

    PeerNotPermitted(String message) {
        super(message);
    }
}
