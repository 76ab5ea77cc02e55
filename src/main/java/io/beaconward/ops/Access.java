package io.beaconward.ops;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Who may read. With a token: who shows it, as {@code Authorization: Bearer} or as the password of {@code Basic}. Without one:
 * who calls this machine by its address or as localhost, since any page that a browser here shows can send requests to a name of
 * its own that leads here (DNS rebinding). Health may be read by all.
 */
final class Access {
    private static final Set<String> OPEN = Set.of("/healthz", "/readyz");
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private volatile Optional<byte[]> token = Optional.empty();

    Access(Optional<String> token) {
        token(token);
    }

    /** Asks for another token, or for none, from now on. Any thread. */
    void token(Optional<String> now) {
        token = now.map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Why the request is not answered; empty where it is. */
    Optional<Response> refusal(String path, HttpHeaders headers) {
        if (OPEN.contains(path)) return Optional.empty();
        Optional<byte[]> wanted = token;
        if (wanted.isPresent()) {
            return isShown(wanted.get(), headers.get(HttpHeaderNames.AUTHORIZATION, ""))
                    ? Optional.empty()
                    : Optional.of(Response.text(Response.UNAUTHORIZED, "the token of http.token-file is required\n"));
        }
        return isThisMachine(headers.get(HttpHeaderNames.HOST, "localhost"))
                ? Optional.empty()
                : Optional.of(Response.text(
                        Response.FORBIDDEN, "without a token only requests to an address or localhost are answered\n"));
    }

    private static boolean isShown(byte[] wanted, String authorization) {
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return isToken(wanted, authorization.substring(BEARER.length()).strip());
        }
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) return false;
        try {
            byte[] credentials = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String text = new String(credentials, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon >= 0 && isToken(wanted, text.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return false; // no base 64
        }
    }

    /** Takes the same time wherever they differ. */
    private static boolean isToken(byte[] wanted, String shown) {
        return MessageDigest.isEqual(wanted, shown.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isThisMachine(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        String name = end <= 0 ? host : host.substring(0, end);
        return name.equalsIgnoreCase("localhost")
                || NetUtil.isValidIpV4Address(name)
                || (name.startsWith("[") && NetUtil.isValidIpV6Address(name));
    }
}
