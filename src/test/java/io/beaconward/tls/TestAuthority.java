package io.beaconward.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** An authority made for a test, with the JDK's keytool, and the certificates that it signs. */
public final class TestAuthority {
    private static final char[] PASSWORD = "for-tests".toCharArray();

    private final Path directory;
    private final Path store;

    public TestAuthority(Path directory, String name) throws Exception {
        this.directory = directory;
        this.store = directory.resolve(name + ".p12");
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=" + name, "-ext", "bc:c", "-validity", "30");
        pem("ca", directory.resolve(name + ".pem"), false);
    }

    /** Signs a certificate. Afterwards {@code NAME.pem} and {@code NAME.key} are there. */
    public TestAuthority sign(String name, String subject, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("-genkeypair", "-alias", name, "-signer", "ca", "-dname", subject, "-validity", "20"));
        arguments.addAll(List.of(more));
        keytool(arguments.toArray(String[]::new));
        pem(name, directory.resolve(name + ".pem"), false);
        Path key = directory.resolve(name + ".key");
        pem(name, key, true);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        return this;
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keyalg", "EC", "-keystore", store.toString(), "-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private void pem(String alias, Path file, boolean key) throws Exception {
        byte[] der = key
                ? store().getKey(alias, PASSWORD).getEncoded()
                : certificate(alias).getEncoded();
        String label = key ? "PRIVATE KEY" : "CERTIFICATE";
        Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                        + "-----\n");
    }

    /** By which tls.permitted-peers may name the certificate. */
    public String fingerprint(String alias) throws Exception {
        return PeerNames.fingerprint(certificate(alias));
    }

    public X509Certificate certificate(String alias) throws Exception {
        return (X509Certificate) store().getCertificate(alias);
    }

    /** How a sender sees TLS: trusts this authority, and shows the certificate of that name, if any, of {@code signer}. */
    public SSLContext client(TestAuthority signer, String alias) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", certificate("ca"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] shown = {new Stubborn(signer.store(), alias)};
        context.init(alias.isEmpty() ? null : shown, trust.getTrustManagers(), null);
        return context;
    }

    /** Shows its certificate also to who asked for one of other authorities, where Java's own would show none. */
    private static final class Stubborn extends X509ExtendedKeyManager {
        private final KeyStore store;
        private final String alias;

        Stubborn(KeyStore store, String alias) {
            this.store = store;
            this.alias = alias;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return alias;
        }

        @Override
        public X509Certificate[] getCertificateChain(String name) {
            try {
                return new X509Certificate[] {(X509Certificate) store.getCertificate(alias)};
            } catch (KeyStoreException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public PrivateKey getPrivateKey(String name) {
            try {
                return (PrivateKey) store.getKey(alias, PASSWORD);
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {alias};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            throw new UnsupportedOperationException("a sender is no server");
        }
    }
}
