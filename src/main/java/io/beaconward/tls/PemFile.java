package io.beaconward.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A PEM file (RFC 7468) as it was read: certificates, or a private key. At most 1 MiB of it. */
final class PemFile {
    private static final int MAX_BYTES = 1 << 20;
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private record Block(String label, String base64) {}

    private final String setting;
    private final Path path;
    private final byte[] content;

    private PemFile(String setting, Path path, byte[] content) {
        this.setting = setting;
        this.path = path;
        this.content = content;
    }

    /** @param setting that names the file */
    static PemFile read(String setting, Path path) throws TlsFailure {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) throw failure(setting, path, "is longer than 1 MiB");
            return new PemFile(setting, path, content);
        } catch (NoSuchFileException e) {
            throw failure(setting, path, "is not there");
        } catch (IOException e) {
            throw new TlsFailure(said(setting, path, "cannot be read: " + e), e);
        }
    }

    /** As {@link #read}, but refuses a file that everybody may read or write: it keeps no secret. */
    static PemFile readSecret(String setting, Path path) throws TlsFailure {
        try {
            Set<PosixFilePermission> open = Files.getPosixFilePermissions(path);
            if (open.contains(PosixFilePermission.OTHERS_READ) || open.contains(PosixFilePermission.OTHERS_WRITE))
                throw failure(setting, path, "may be read by everybody; chmod o= " + path);
        } catch (NoSuchFileException e) {
            throw failure(setting, path, "is not there");
        } catch (IOException | UnsupportedOperationException e) {
            throw new TlsFailure(said(setting, path, "cannot be read: " + e), e);
        }
        return read(setting, path);
    }

    private static TlsFailure failure(String setting, Path path, String what) {
        return new TlsFailure(said(setting, path, what));
    }

    private static String said(String setting, Path path, String what) {
        return setting + ": " + path + " " + what;
    }

    TlsFailure failure(String what) {
        return failure(setting, path, what);
    }

    byte[] content() {
        return content;
    }

    /** All certificates in the file, in their order; at least one. */
    List<X509Certificate> certificates() throws TlsFailure {
        List<X509Certificate> all = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks()) {
                if (block.label().equals(CERTIFICATE))
                    all.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der(block))));
            }
        } catch (CertificateException e) {
            throw new TlsFailure(said(setting, path, "holds a broken certificate: " + e.getMessage()), e);
        }
        if (all.isEmpty()) throw failure("holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
        return all;
    }

    /** The first private key in the file. */
    PrivateKey privateKey() throws TlsFailure {
        for (Block block : blocks()) {
            if (block.label().equals(PRIVATE_KEY)) return privateKey(der(block));
            if (block.label().endsWith(PRIVATE_KEY))
                throw failure("holds a key of the form \"" + block.label()
                        + "\"; turn it into PKCS #8, not encrypted: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
        }
        throw failure("holds no private key in PEM (-----BEGIN PRIVATE KEY-----)");
    }

    private PrivateKey privateKey(byte[] der) throws TlsFailure {
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(der);
        for (String algorithm : ALGORITHMS) {
            Optional<PrivateKey> key = privateKey(algorithm, encoded);
            if (key.isPresent()) return key.get();
        }
        throw failure("holds a broken private key, or one of another kind than " + String.join(", ", ALGORITHMS));
    }

    /** The key, unless it is another algorithm's. */
    private Optional<PrivateKey> privateKey(String algorithm, PKCS8EncodedKeySpec encoded) throws TlsFailure {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new TlsFailure(said(setting, path, "needs what this Java lacks: " + e.getMessage()), e);
        }
    }

    private List<Block> blocks() throws TlsFailure {
        List<Block> blocks = new ArrayList<>();
        StringBuilder base64 = new StringBuilder();
        String label = "";
        for (String line :
                new String(content, StandardCharsets.ISO_8859_1).lines().toList()) {
            String text = line.strip();
            if (text.startsWith(BEGIN) && text.endsWith(DASHES)) {
                label = text.substring(BEGIN.length(), text.length() - DASHES.length());
                base64.setLength(0);
            } else if (!label.isEmpty() && text.equals(END + label + DASHES)) {
                blocks.add(new Block(label, base64.toString()));
                label = "";
            } else if (!label.isEmpty()) {
                base64.append(text);
            }
        }
        if (!label.isEmpty()) throw failure("ends within its " + label);
        return blocks;
    }

    private byte[] der(Block block) throws TlsFailure {
        try {
            return Base64.getDecoder().decode(block.base64());
        } catch (IllegalArgumentException e) {
            throw new TlsFailure(said(setting, path, "is no PEM: " + e.getMessage()), e);
        }
    }
}
