package io.beaconward.bytes;

import java.util.Optional;

/** A block of IP addresses: those that share the first {@code prefix} bits (of 128, IPv4 mapped) with (high, low). */
public record Cidr(long high, long low, int prefix) {

    /** Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address; empty where it is none of these. */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        Address address = new Address();
        if (!address.parse(slash < 0 ? text : text.substring(0, slash))) return Optional.empty();
        int most = address.isV4() ? 32 : 128;
        int length = most;
        if (slash >= 0) {
            byte[] digits = Ascii.bytes(text.substring(slash + 1));
            length = Decimal.parseUpTo(digits, 0, digits.length, most);
            if (length < 0) return Optional.empty();
        }
        int prefix = 128 - most + length;
        return Optional.of(new Cidr(
                address.high() & mask(Math.min(prefix, 64)), address.low() & mask(Math.max(prefix - 64, 0)), prefix));
    }

    public boolean contains(Address address) {
        return address.isPresent()
                && (address.high() & mask(Math.min(prefix, 64))) == high
                && (address.low() & mask(Math.max(prefix - 64, 0))) == low;
    }

    /** The first {@code bits} of 64 set. */
    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    @Override
    public String toString() {
        Address address = new Address();
        address.set(high, low);
        return address + "/" + (address.isV4() ? prefix - 96 : prefix);
    }
}
