package io.beaconward.tls;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;

/** By what a certificate may be named in tls.permitted-peers. RFC 5425, section 5.2. */
final class PeerNames {
    private static final Integer DNS_NAME = 2;
    private static final Integer IP_ADDRESS = 7;
    private static final String COMMON_NAME = "CN=";

    private PeerNames() {}

    /** {@code sha256:} and the hash of the certificate, in hexadecimal. */
    static String fingerprint(X509Certificate certificate) throws CertificateEncodingException {
        byte[] hash = TlsFiles.sha256().digest(certificate.getEncoded());
        return io.beaconward.config.Settings.Tls.FINGERPRINT + HexFormat.of().formatHex(hash);
    }

    /** Its DNS names, addresses and common names, in lower case. */
    static List<String> of(X509Certificate certificate) throws CertificateParsingException {
        List<String> names = new ArrayList<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                boolean named = alternative.get(0).equals(DNS_NAME)
                        || alternative.get(0).equals(IP_ADDRESS);
                if (named) names.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
            }
        }
        String subject = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
        for (String part : parts(subject)) {
            if (part.startsWith(COMMON_NAME) && !part.startsWith(COMMON_NAME + "#"))
                names.add(part.substring(COMMON_NAME.length()).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /** RFC 2253, section 2: parts between commas and pluses, in which a backslash takes the next character as it is. */
    private static List<String> parts(String subject) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < subject.length(); i++) {
            char c = subject.charAt(i);
            if (!escaped && (c == ',' || c == '+')) {
                parts.add(part.toString());
                part.setLength(0);
            } else if (!escaped && c == '\\') {
                escaped = true;
                continue;
            } else {
                part.append(c);
            }
            escaped = false;
        }
        parts.add(part.toString());
        return parts;
    }

    /** Whether a permitted name, in which a leading {@code *} stands for one label, is that of the certificate. */
    static boolean fits(String permitted, String name) {
        if (!permitted.startsWith("*.")) return permitted.equals(name);
        int dot = name.indexOf('.');
        return dot > 0 && name.substring(dot).equals(permitted.substring(1));
    }
}
