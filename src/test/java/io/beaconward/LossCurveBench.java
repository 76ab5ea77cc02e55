package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what of a steady stream of datagrams is lost at which rate, on one machine that sends and receives. Not run with
 * the tests: src/docs/reliability.md has the command, and takes the table.
 */
class LossCurveBench {
    private static final int[] RATES = {5_000, 10_000, 25_000, 50_000, 100_000, 200_000, 400_000};
    private static final int SECONDS = 8;
    private static final int BATCH = 16;
    private static final Path PAGE = Path.of("src/docs/reliability.md");
    private static final String BEGIN = "<!-- loss: measured -->\n";
    private static final String END = "<!-- loss: end -->\n";

    private static final String HEADER = """
            | datagrams/s wanted | sent/s | lost | RSS MiB |
            |---|---|---|---|
            """;

    private record Row(int wanted, double sent, double lost, long rssMiB) {
        String text() {
            return String.format(Locale.ROOT, "| %,d | %,.0f | %.3f %% | %d |%n", wanted, sent, 100 * lost, rssMiB);
        }
    }

    @TempDir
    private Path directory;

    @Test
    void measures() throws Exception {
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            List<ByteBuffer> lines = lines();
            send(appliance.udp(), lines, 50_000, 3); // warm-up
            settle(appliance);
            StringBuilder table = new StringBuilder(HEADER);
            for (int rate : RATES) table.append(measure(appliance, lines, rate).text());
            table.append("\nReceive buffer ")
                    .append((long) appliance.metric("beaconward_socket_receive_buffer_bytes"))
                    .append(" bytes, ")
                    .append(Runtime.getRuntime().availableProcessors())
                    .append(" cores for sender and appliance, Java ")
                    .append(Runtime.version().feature())
                    .append(", ")
                    .append(Instant.now().toString(), 0, 10)
                    .append(".\n");
            publish(table.toString());
        }
    }

    private static Row measure(RunningAppliance appliance, List<ByteBuffer> lines, int rate) throws Exception {
        double framesBefore = appliance.metric("beaconward_frames_total");
        long start = System.nanoTime();
        long sent = send(appliance.udp(), lines, rate, SECONDS);
        double seconds = (System.nanoTime() - start) / 1e9;
        settle(appliance);
        double frames = appliance.metric("beaconward_frames_total") - framesBefore;
        assertThat(frames).isPositive();
        return new Row(rate, sent / seconds, (sent - frames) / sent, residentMiB(appliance.pid()));
    }

    /** Sends at the rate, or as fast as one thread can. */
    private static long send(InetSocketAddress to, List<ByteBuffer> lines, int rate, int seconds) throws Exception {
        long sent = 0;
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(to);
            long start = System.nanoTime();
            long end = start + seconds * 1_000_000_000L;
            for (long now = start; now < end; now = System.nanoTime()) {
                long due = (long) ((now - start) / 1e9 * rate);
                if (sent >= due) {
                    Thread.onSpinWait();
                    continue;
                }
                for (int i = 0; i < BATCH; i++) {
                    channel.write(lines.get((int) (sent % lines.size())).duplicate());
                    sent++;
                }
            }
        }
        return sent;
    }

    /** Waits until nothing comes any more. */
    private static void settle(RunningAppliance appliance) throws Exception {
        double before = -1;
        for (double now = appliance.metric("beaconward_frames_total"); now != before; ) {
            before = now;
            appliance.get("/metrics");
            now = appliance.metric("beaconward_frames_total");
        }
    }

    /** Lines as firewalls and proxies send them, of 340 to 420 bytes; one in fifty is a contact. */
    private static List<ByteBuffer> lines() {
        List<ByteBuffer> lines = new ArrayList<>();
        String now = Instant.now().toString();
        for (int i = 0; i < 5000; i++) {
            String host = i % 50 == 0 ? "t" + i % 7 + ".workers.dev" : "www" + i + ".example.com";
            String line = i % 2 == 0
                    ? "<134>date=" + now.substring(0, 10) + " time=" + now.substring(11, 19)
                            + " devname=\"fw1\" devid=\"FG100E0000000001\" logid=\"0317013312\" type=\"utm\""
                            + " subtype=\"webfilter\" eventtype=\"ftgd_allow\" level=\"notice\" vd=\"root\" policyid=1"
                            + " sessionid=" + i + " srcip=10.0." + i / 250 + "." + i % 250 + " srcport=50000"
                            + " dstip=203.0.113.7 dstport=443 proto=6 service=\"HTTPS\" hostname=\"" + host + "\""
                            + " action=\"passthrough\" reqtype=\"direct\" url=\"/a/path/of/some/length?x=" + i
                            + "\" sentbyte=310 rcvdbyte=920"
                    : "<134>1 " + now + " proxy1 access 77 - - src=10.0." + i / 250 + "." + i % 250 + " user=u" + i
                            + " method=GET status=200 url=https://" + host + "/a/path/of/some/length?x=" + i
                            + " host=" + host + " bytes_sent=310 bytes_received=920 action=allow category=business"
                            + " agent=\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)\"";
            byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
            lines.add(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
        }
        return lines;
    }

    private static long residentMiB(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    private static void publish(String table) throws Exception {
        System.out.println(table);
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(page.indexOf(END)));
    }
}
