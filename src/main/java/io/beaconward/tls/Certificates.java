package io.beaconward.tls;

import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What TLS shows and whom it trusts, for the connections that begin from now on; made anew when the files change. Files
 * that cannot be used leave in place what there was. Thread-safe.
 */
public final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    /**
     * Longer than a ticket may live (RFC 8446, section 4.6.1: a week), so that Java sends none. A sender that never reads
     * would close its connection with the ticket unread; its kernel then resets the connection, and ours forgets what it
     * had received of it.
     */
    private static final int SESSION_SECONDS = 604_801;

    /** What new connections will be shown. */
    private record Ready(Settings.Tls settings, TlsFiles files, SslContext context) {}

    private final String section;
    private final Clock clock;
    private final AtomicLong failures = new AtomicLong();
    private volatile @Nullable SslContext context;
    private volatile long notAfterSeconds;
    private Settings.Tls settings;
    private String hash = "";
    private String lastFailure = "";

    /**
     * Prepares; no file is read.
     *
     * @param section of the settings, {@code tls} or {@code http}: what is told of a file names its setting
     */
    public Certificates(String section, Settings.Tls settings, Meters meters, Clock clock) {
        this.section = section;
        this.settings = settings;
        this.clock = clock;
        String setting = section + ".certificate";
        meters.gauge(Metric.CERTIFICATE_NOT_AFTER, () -> notAfterSeconds, setting);
        meters.counter(Metric.CERTIFICATE_FAILURES, failures::get, setting);
    }

    /** Reads the files for the first time. A certificate that is not valid now is shown all the same. */
    public synchronized void start() throws TlsFailure {
        // A sender has no use for a second handshake on a connection (TLS 1.2), but with many of them it keeps us busy.
        // Java
        // reads this when it makes its first handshake as a server.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        // Nor has it for taking up an old session (TLS 1.2), by which it would pass the check of its certificate.
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", "false");
        TlsFiles files = TlsFiles.read(section, settings);
        use(ready(settings, files));
        if (files.isValid(clock)) LOG.info("{}.certificate: TLS shows {}", section, files);
        else
            LOG.warn(
                    "{}.certificate: TLS shows {}: not now, so it will be refused; put a valid one in its place",
                    section,
                    files);
    }

    /** Takes the files if they have changed. The same trouble is told once. */
    public synchronized void refresh() {
        try {
            TlsFiles files = TlsFiles.read(section, settings);
            if (!files.hash().equals(hash)) renew(files);
            lastFailure = "";
        } catch (TlsFailure e) {
            if (!lastFailure.equals(e.getMessage())) keep(e);
        }
    }

    /**
     * Reads the files that other settings name. Those that are shown already are taken even if they are no longer valid.
     *
     * @return has them shown, to the connections that begin from then on
     * @throws TlsFailure where they cannot be used; what there was stays in place
     */
    public synchronized Runnable renewed(Settings.Tls wanted) throws TlsFailure {
        try {
            TlsFiles files = TlsFiles.read(section, wanted);
            boolean same = files.hash().equals(hash);
            if (!same) requireValid(files);
            Ready ready = ready(wanted, files);
            return () -> take(ready, same);
        } catch (TlsFailure e) {
            failures.incrementAndGet();
            throw e;
        }
    }

    private synchronized void take(Ready ready, boolean same) {
        use(ready);
        lastFailure = "";
        if (!same) LOG.info("{}.certificate: TLS shows new connections {}", section, ready.files());
    }

    private void requireValid(TlsFiles files) throws TlsFailure {
        if (!files.isValid(clock)) throw new TlsFailure(section + ".certificate: " + files + " is not valid now");
    }

    private void renew(TlsFiles files) throws TlsFailure {
        requireValid(files);
        use(ready(settings, files));
        LOG.info("{}.certificate: TLS shows new connections {}", section, files);
    }

    private void keep(TlsFailure failure) {
        failures.incrementAndGet();
        lastFailure = String.valueOf(failure.getMessage());
        LOG.warn("The changed files of TLS cannot be used, the old ones stay in place: {}", lastFailure);
    }

    private Ready ready(Settings.Tls settings, TlsFiles files) throws TlsFailure {
        try {
            SslContext context = SslContextBuilder.forServer(
                            files.key(), files.chain().toArray(X509Certificate[]::new))
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .clientAuth(clientAuth(settings))
                    .trustManager(new PeerTrust(trust(files.authorities()), settings.permittedPeers()))
                    .sessionTimeout(SESSION_SECONDS)
                    .build();
            return new Ready(settings, files, context);
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsFailure("the files of " + section + " cannot be used: " + e.getMessage(), e);
        }
    }

    private void use(Ready ready) {
        settings = ready.settings();
        context = ready.context();
        hash = ready.files().hash();
        notAfterSeconds = ready.files().certificate().getNotAfter().toInstant().getEpochSecond();
    }

    private static ClientAuth clientAuth(Settings.Tls settings) {
        return switch (settings.clientAuth()) {
            case NONE -> ClientAuth.NONE;
            case OPTIONAL -> ClientAuth.OPTIONAL;
            case REQUIRED -> ClientAuth.REQUIRE;
        };
    }

    private static @Nullable X509ExtendedTrustManager trust(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        if (authorities.isEmpty()) return null;
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < authorities.size(); i++) store.setCertificateEntry("ca" + i, authorities.get(i));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    /** For the next connection; only once started. */
    public SslContext context() {
        SslContext now = context;
        if (now == null) throw new IllegalStateException("the files were not read yet");
        return now;
    }
}
