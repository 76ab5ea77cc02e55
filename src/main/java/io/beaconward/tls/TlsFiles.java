package io.beaconward.tls;

import io.beaconward.config.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What the files of TLS hold: read, and found to fit together.
 *
 * @param chain our certificate first
 * @param authorities of senders' certificates; may be empty
 * @param hash over the files' bytes, by which a change shows
 */
public record TlsFiles(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities, String hash) {
    /** The section of the settings that name the files of listen.tls. */
    public static final String SYSLOG = "tls";

    /** The section of the settings that name the files of http.listen. */
    public static final String HTTP = "http";

    /** Says what keeps listen.tls or HTTP from being served over TLS, if anything does; for the command {@code check}. */
    public static void check(Settings settings) throws TlsFailure {
        if (!settings.listen().tls().isEmpty()) read(SYSLOG, settings.tls());
        if (settings.http().tls().isPresent()) read(HTTP, settings.http().tls().get());
    }

    /** @param section of the settings that name the files */
    static TlsFiles read(String section, Settings.Tls tls) throws TlsFailure {
        PemFile certificate =
                PemFile.read(section + ".certificate", given(tls.certificate(), section + ".certificate"));
        PemFile key = PemFile.readSecret(section + ".key", given(tls.key(), section + ".key"));
        MessageDigest hash = sha256();
        hash.update(certificate.content());
        hash.update(key.content());
        List<X509Certificate> authorities = List.of();
        if (tls.clientCa().isPresent()) {
            PemFile ca = PemFile.read(section + ".client-ca", tls.clientCa().get());
            hash.update(ca.content());
            authorities = ca.certificates();
        }
        List<X509Certificate> chain = certificate.certificates();
        PrivateKey secret = key.privateKey();
        if (!belong(secret, chain.get(0).getPublicKey()))
            throw key.failure("is not the key of the first certificate in "
                    + tls.certificate().orElseThrow());
        return new TlsFiles(secret, chain, authorities, HexFormat.of().formatHex(hash.digest()));
    }

    private static Path given(Optional<Path> path, String setting) throws TlsFailure {
        if (path.isEmpty()) throw new TlsFailure(setting + " is missing");
        return path.get();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether what the key signs, the certificate's key finds right. */
    private static boolean belong(PrivateKey key, PublicKey ours) {
        byte[] text = "beaconward".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = signature(key.getAlgorithm());
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(ours);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // a key of another kind
        }
    }

    private static Signature signature(String algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (algorithm) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> algorithm;
                });
        if (algorithm.equals("RSASSA-PSS"))
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        return signature;
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** Whether our certificate is valid now. */
    boolean isValid(Clock clock) {
        try {
            certificate().checkValidity(Date.from(clock.instant()));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "the certificate of " + certificate().getSubjectX500Principal() + ", valid from "
                + certificate().getNotBefore().toInstant() + " to "
                + certificate().getNotAfter().toInstant();
    }
}
