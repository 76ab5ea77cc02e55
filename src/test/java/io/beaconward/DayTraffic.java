package io.beaconward;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What a network's devices send in a day, made up message by message: firewalls, proxies, name servers and garbage, of senders,
 * sources, names and beacons that come and go. Nothing of it is kept.
 */
final class DayTraffic {
    /** Devices that speak in one hour; half of them is new in the next. */
    private static final int SENDERS = 2000;

    /** Machines that speak in one hour; a sixth of them is new in the next. */
    private static final int SOURCES = 3000;

    /** Beacons that begin in an hour; each goes on for three, every five minutes. */
    static final int BEACONS = 60;

    private static final int BEACON_HOURS = 3;
    private static final int BEACON_MINUTES = 5;

    private static final DateTimeFormatter HEADER_TIME =
            DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final SplittableRandom random = new SplittableRandom(24);

    /** One message and who sends it. */
    record Sent(String peer, String line) {}

    private static Sent sent(String peer, String line) {
        return new Sent(peer, line);
    }

    private static String address(String block, int number) {
        return block + "." + (number >> 8 & 0xff) + "." + (number & 0xff);
    }

    private String sender(int hour) {
        return address("10.250", (hour * SENDERS / 2 + random.nextInt(SENDERS)) & 0xffff);
    }

    private int source(int hour) {
        return hour * SOURCES / 6 + random.nextInt(SOURCES);
    }

    private static String client(int source) {
        return address("10." + (1 + (source >> 16 & 0x7f)), source & 0xffff);
    }

    /** One of the few names that a source calls, or now and then another. */
    private String name(int source) {
        int favourite = random.nextInt(20) == 0 ? random.nextInt(100_000) : source * 7 + random.nextInt(5);
        String[] platforms = {".workers.dev", ".pages.dev", ".run.app", ".azurewebsites.net"};
        return "app" + favourite % 40_000 + platforms[favourite & 3];
    }

    /** Any message at that time. */
    Sent next(int hour, Instant now) {
        int kind = random.nextInt(100);
        if (kind < 60) return web(hour, now);
        if (kind < 72) return contact(hour, now);
        if (kind < 84) return answer(hour, now);
        if (kind < 96) return connection(hour, now);
        return garbage(hour);
    }

    private Sent web(int hour, Instant now) {
        int source = source(hour);
        return sent(
                sender(hour),
                "<134>1 " + now + " proxy" + hour + " access 77 - - src=" + client(source) + " user=u" + source % 5000
                        + " url=https://www" + random.nextInt(1_000_000) + ".example.com/a?x=" + random.nextInt()
                        + " host=www" + random.nextInt(1_000_000) + ".example.com bytes_sent=310 bytes_received=920");
    }

    private Sent contact(int hour, Instant now) {
        int source = source(hour);
        return sent(
                sender(hour),
                "<134>1 " + now + " proxy1 access 77 - - src=" + client(source) + " user=u" + source % 5000 + " host="
                        + name(source) + " bytes_sent=" + random.nextInt(100_000) + " bytes_received="
                        + random.nextInt(1_000_000));
    }

    /** A name server's answer, by which the connection of {@link #connection} gets its name. */
    private Sent answer(int hour, Instant now) {
        int source = source(hour);
        String name = name(source);
        return sent(
                sender(hour),
                "<30>" + HEADER_TIME.format(now) + " ns1 named[7]: client @0x7f12 " + client(source) + "#53000 (" + name
                        + "): answer: " + name + " IN A + (192.0.2.53) -> NOERROR 300 A " + server(source));
    }

    private Sent connection(int hour, Instant now) {
        int source = source(hour);
        return sent(
                sender(hour),
                "<166>" + HEADER_TIME.format(now) + ": %ASA-6-302014: Teardown TCP connection "
                        + random.nextInt(1_000_000) + " for outside:"
                        + server(source) + "/443 to inside:" + client(source)
                        + "/51000 duration 0:00:01 bytes 700 TCP FINs");
    }

    private String server(int source) {
        return address("198.51", source * 5 + random.nextInt(5) & 0xffff);
    }

    private Sent garbage(int hour) {
        StringBuilder text = new StringBuilder("<13>host").append(hour).append(' ');
        for (int word = random.nextInt(12); word >= 0; word--)
            text.append((char) ('a' + random.nextInt(26)))
                    .append(Long.toString(random.nextLong() >>> random.nextInt(64), 36))
                    .append(random.nextBoolean() ? ' ' : ':');
        return sent(sender(hour), text.toString());
    }

    /** Whether the beacon of that number, of those that began in an hour, calls in that minute of the day. */
    static boolean calls(int beacon, int minute, int begun) {
        int age = minute - begun * 60;
        return age >= 0 && age < BEACON_HOURS * 60 && (age + beacon) % BEACON_MINUTES == 0;
    }

    /** What it is told of it. */
    Sent beacon(int beacon, int begun, Instant now) {
        return sent(
                "10.250.255.1",
                "<134>1 " + now + " fw1 - - - - src=" + address("10.200", begun * BEACONS + beacon) + " host=c2-"
                        + begun + "-" + beacon + ".workers.dev bytes_sent=310 bytes_received=920");
    }
}
