package io.beaconward.tls;

import io.beaconward.config.Settings;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which senders' certificates are let in: those whose fingerprint is permitted, whoever signed them, while they are valid;
 * and those that an authority of ours signed, whose names are permitted or where none is asked for.
 */
final class PeerTrust extends X509ExtendedTrustManager {
    private final @Nullable X509ExtendedTrustManager authorities;
    private final List<String> permitted;

    /** @param authorities judges the chain; none: fingerprints alone count */
    PeerTrust(@Nullable X509ExtendedTrustManager authorities, List<String> permitted) {
        this.authorities = authorities;
        this.permitted = permitted;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        X509Certificate certificate = chain[0];
        String fingerprint = PeerNames.fingerprint(certificate);
        if (permitted.contains(fingerprint)) {
            certificate.checkValidity();
            return;
        }
        if (authorities == null) throw new PeerNotPermitted("its fingerprint is " + fingerprint);
        authorities.checkClientTrusted(chain, type, engine);
        List<String> names = PeerNames.of(certificate);
        if (!permitted.isEmpty() && !isPermitted(names))
            throw new PeerNotPermitted("its names are " + names + ", its fingerprint is " + fingerprint);
    }

    private boolean isPermitted(List<String> names) {
        return permitted.stream()
                .anyMatch(one -> names.stream()
                        .anyMatch(name -> !one.startsWith(Settings.Tls.FINGERPRINT) && PeerNames.fits(one, name)));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities == null ? new X509Certificate[0] : authorities.getAcceptedIssuers();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
        throw new UnsupportedOperationException("an engine is used");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
        throw new UnsupportedOperationException("an engine is used");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        throw new UnsupportedOperationException("we are the server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
        throw new UnsupportedOperationException("we are the server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
        throw new UnsupportedOperationException("we are the server");
    }
}
