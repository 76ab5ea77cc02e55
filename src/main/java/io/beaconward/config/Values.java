package io.beaconward.config;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Cidr;
import io.beaconward.bytes.Decimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The kinds of values that settings take, each read from its text. */
final class Values {
    private static final Map<String, Long> SIZES = Map.of(
            "",
            1L,
            "B",
            1L,
            "KB",
            1000L,
            "KiB",
            1024L,
            "MB",
            1_000_000L,
            "MiB",
            1L << 20,
            "GB",
            1_000_000_000L,
            "GiB",
            1L << 30);
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private static final int MAX_SOCKET_PATH = 107;

    /** What a fingerprint begins with. */
    static final String FINGERPRINT = "sha256:";

    private Values() {}

    static int number(String text, int least, int most) throws BadValue {
        byte[] digits = Ascii.bytes(text);
        long value = Decimal.parse(digits, 0, digits.length);
        if (value < 0) throw new BadValue("\"" + text + "\" is no whole number");
        return (int) within(value, least, most, text);
    }

    static boolean flag(String text) throws BadValue {
        if (text.equals("true")) return true;
        if (text.equals("false")) return false;
        throw new BadValue("\"" + text + "\" is neither true nor false");
    }

    private static long within(long value, long least, long most, String text) throws BadValue {
        if (value < least) throw new BadValue("\"" + text + "\" is below the minimum of " + least);
        if (value > most) throw new BadValue("\"" + text + "\" is above the maximum of " + most);
        return value;
    }

    /** Bytes: {@code 8MiB}, {@code 64KiB}, {@code 1MB} or a plain number. */
    static int size(String text, String least, String most) throws BadValue {
        long value = bytes(text);
        if (value < bytes(least)) throw new BadValue("\"" + text + "\" is below the minimum of " + least);
        if (value > bytes(most)) throw new BadValue("\"" + text + "\" is above the maximum of " + most);
        return (int) value;
    }

    private static long bytes(String text) throws BadValue {
        int digits = leadingDigits(text);
        Long unit = SIZES.get(text.substring(digits).strip());
        long amount = amount(text, digits);
        if (unit == null || amount < 0 || amount > Integer.MAX_VALUE) {
            throw new BadValue("\"" + text + "\" is no size; write it as 65536, 64KiB or 8MiB");
        }
        return amount * unit;
    }

    /** {@code 30s}, {@code 5m}, {@code 24h}, {@code 1d}. */
    static Duration duration(String text, String least, String most) throws BadValue {
        Duration value = duration(text);
        if (value.compareTo(duration(least)) < 0)
            throw new BadValue("\"" + text + "\" is below the minimum of " + least);
        if (value.compareTo(duration(most)) > 0) throw new BadValue("\"" + text + "\" is above the maximum of " + most);
        return value;
    }

    private static Duration duration(String text) throws BadValue {
        int digits = leadingDigits(text);
        Duration unit = UNITS.get(text.substring(digits).strip());
        long amount = amount(text, digits);
        if (unit == null || amount < 0 || amount > Integer.MAX_VALUE) {
            throw new BadValue("\"" + text + "\" is no duration; write it as 30s, 5m, 24h or 1d");
        }
        return unit.multipliedBy(amount);
    }

    /** Whole hours. */
    static int hours(String text, String least, String most) throws BadValue {
        Duration value = duration(text, least, most);
        if (value.toSecondsPart() != 0 || value.toMinutesPart() != 0)
            throw new BadValue("\"" + text + "\" is not whole hours");
        return (int) value.toHours();
    }

    private static int leadingDigits(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') digits++;
        return digits;
    }

    private static long amount(String text, int digits) {
        return Decimal.parse(Ascii.bytes(text), 0, digits);
    }

    /** {@code 127.0.0.1:5514}, {@code [::]:514}, {@code localhost:514}. Asks no name server. */
    static InetSocketAddress endpoint(String text) throws BadValue {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.isEmpty())
            throw new BadValue("\"" + text + "\" is no address and port; write it as 127.0.0.1:5514 or [::]:514");
        if (host.equals("*"))
            throw new BadValue("\"" + text + "\" names no address; all of them are [::]:" + text.substring(colon + 1));
        int port = number(text.substring(colon + 1), 0, 65_535);
        return new InetSocketAddress(address(host, text), port);
    }

    private static InetAddress address(String host, String text) throws BadValue {
        if (host.equals("localhost")) return InetAddress.getLoopbackAddress();
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.indexOf(':') >= 0 && !bracketed)
            throw new BadValue("\"" + text + "\": write IPv6 addresses in brackets");
        String literal = bracketed ? host.substring(1, host.length() - 1) : host;
        io.beaconward.bytes.Address parsed = new io.beaconward.bytes.Address();
        if (!parsed.parse(literal)) throw new BadValue("\"" + host + "\" is no IP address (names are not looked up)");
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new BadValue("\"" + host + "\" is no address of this machine's kind");
        }
    }

    static Cidr cidr(String text) throws BadValue {
        return Cidr.parse(text)
                .orElseThrow(() ->
                        new BadValue("\"" + text + "\" is no address block; write it as 10.0.0.0/8 or 2001:db8::1"));
    }

    static ZoneId zone(String text) throws BadValue {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new BadValue("\"" + text + "\" is no time zone; write an IANA name such as Europe/Berlin");
        }
    }

    static Path path(String text) throws BadValue {
        try {
            if (!text.isBlank()) return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadValue("\"" + text + "\" is no path: " + e.getReason());
        }
        throw new BadValue("the path is empty");
    }

    /** The path of a UNIX socket. unix(7): sun_path holds 108 bytes, the last of them 0. */
    static Path socketPath(String text) throws BadValue {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_SOCKET_PATH)
            throw new BadValue("\"" + text + "\" is longer than the " + MAX_SOCKET_PATH + " bytes of a socket's path");
        return path(text);
    }

    /** A name in a certificate, in lower case, or {@code sha256:} and 64 hexadecimal digits, with or without colons. */
    static String peer(String text) throws BadValue {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith(FINGERPRINT)) {
            String digits = lower.substring(FINGERPRINT.length()).replace(":", "");
            if (digits.matches("[0-9a-f]{64}")) return FINGERPRINT + digits;
            throw new BadValue("\"" + text + "\" is no fingerprint; write sha256: and 64 hexadecimal digits");
        }
        String name = lower.startsWith("*.") ? lower.substring(2) : lower;
        if (name.matches("[^*\\p{Cntrl}]{1,253}")) return lower;
        throw new BadValue("\"" + text + "\" is no name; * stands for the first label only, as in *.example.net");
    }

    static URI url(String text) throws BadValue {
        try {
            URI url = new URI(text);
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (web && url.getHost() != null) return url;
        } catch (URISyntaxException e) {
            // said below, without the text: it may hold a secret
        }
        throw new BadValue("the URL must be http:// or https:// with a host");
    }

    static <E extends Enum<E>> E choice(String text, E[] all) throws BadValue {
        for (E one : all) {
            if (word(one).equals(text)) return one;
        }
        throw new BadValue("\"" + text + "\" is none of "
                + Arrays.stream(all).map(Values::word).collect(Collectors.joining(", ")));
    }

    static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A label in logs and metrics. */
    static String name(String text) throws BadValue {
        if (text.matches("[a-z0-9][a-z0-9-]{0,39}")) return text;
        throw new BadValue("\"" + text + "\" is no name; it takes lower-case letters, digits and hyphens, 40 at most");
    }

    /** A destination pattern: labels, of which some may be {@code *}; the last two, at least, are fixed. */
    static String pattern(String text) throws BadValue {
        String[] labels = text.split("\\.", -1);
        boolean fine = labels.length >= 2 && text.length() <= 253;
        for (int i = 0; i < labels.length; i++) {
            boolean star = labels[i].equals("*") && i < labels.length - 2;
            fine &= star || labels[i].matches("[a-z0-9_-]{1,63}");
        }
        if (fine) return text;
        throw new BadValue(
                "\"" + text + "\" is no pattern; it takes lower-case labels, where * stands for one or more and the"
                        + " last two are fixed: *.example.net");
    }
}
