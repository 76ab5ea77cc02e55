package io.beaconward;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Messages as a network's devices send them: PAN-OS traffic, FortiGate traffic and web filter, Squid, Cisco ASA and a proxy's
 * key=value, a fifth each, their fields in the order of the vendors' documents. The same seed gives the same messages but for the
 * time, which is that of the making.
 */
public final class Traffic {
    private static final int FORMATS = 5;
    private static final int SOURCES = 2000;
    private static final int SITES = 5000;
    private static final int TENANTS = 400;
    private static final DateTimeFormatter BSD =
            DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SLASHED =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Random random = new Random(7);
    private final Instant now = Instant.now();
    private final double share;

    private Traffic(double share) {
        this.share = share;
    }

    /**
     * Makes messages.
     *
     * @param share how many of those with a name go to a serverless destination, 0 to 1
     * @return direct buffers, to be duplicated by who sends them
     */
    public static List<ByteBuffer> messages(int count, double share) {
        Traffic traffic = new Traffic(share);
        List<ByteBuffer> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) messages.add(buffer(traffic.message(i)));
        return messages;
    }

    static ByteBuffer buffer(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private String message(int i) {
        int source = random.nextInt(SOURCES);
        String client = "10.20." + source / 250 + "." + (1 + source % 250);
        boolean serverless = random.nextDouble() < share;
        int site = random.nextInt(serverless ? TENANTS : SITES);
        String host = serverless ? "app-" + site + ".workers.dev" : "www.site-" + site + ".example.com";
        String server = (serverless ? "198.51.100." : "203.0.113.") + site % 250;
        int sent = 300 + random.nextInt(4000);
        int received = 900 + random.nextInt(90_000);
        return switch (i % FORMATS) {
            case 0 -> panOs(client, server, host, sent, received, i);
            case 1 ->
                i / FORMATS % 2 == 0
                        ? fortiGateTraffic(client, server, host, sent, received, i)
                        : fortiGateWeb(client, server, host, sent, received, i);
            case 2 ->
                "<134>" + BSD.format(now) + " proxy1 squid[2100]: " + now.getEpochSecond() + "." + (100 + i % 900)
                        + "  " + (40 + random.nextInt(9000)) + " " + client + " TCP_TUNNEL/200 " + received
                        + " CONNECT "
                        + host + ":443 user" + source + " HIER_DIRECT/" + server + " -";
            case 3 ->
                "<166>" + BSD.format(now) + " asa-1 %ASA-6-302014: Teardown TCP connection " + (7_000_000 + i)
                        + " for outside:" + server + "/443 to inside:" + client + "/" + (1024 + i % 60_000)
                        + " duration 0:00:" + (10 + i % 50) + " bytes " + received + " TCP FINs";
            default ->
                "<134>" + BSD.format(now) + " gw-1 webproxy: src=" + client + " user=user" + source
                        + " method=CONNECT host=" + host + " port=443 dst=" + server + " bytes_sent=" + sent
                        + " bytes_received=" + received
                        + " status=200 action=allowed category=business duration_ms=9000 ua=curl/8.5.0";
        };
    }

    /** Columns 1 to 105 of a traffic log of PAN-OS 10. */
    private String panOs(String client, String server, String host, int sent, int received, int i) {
        String time = SLASHED.format(now);
        String[] columns = new String[105];
        for (int c = 0; c < columns.length; c++) columns[c] = "";
        set(columns, 1, "1", time, "001801000001", "TRAFFIC", "end", "2560", time, client, server);
        set(columns, 10, "203.0.113.250", server, "internet-out", "example\\user" + i % SOURCES, "", "ssl", "vsys1");
        set(columns, 17, "trust", "untrust", "ethernet1/2", "ethernet1/1", "forwarder", time, "" + (90_000 + i), "1");
        set(columns, 25, "" + (1024 + i % 60_000), "443", "30001", "443", "0x400053", "tcp", "allow");
        set(columns, 32, "" + (sent + received), "" + sent, "" + received, "40", time, "12", "business", "0");
        set(columns, 40, "" + (4_000_000 + i), "0x8000000000000000", "10.0.0.0-10.255.255.255", "United States", "0");
        set(columns, 45, "22", "18", "tcp-fin", "31", "42", "0", "0", "", "pa-1", "from-policy", "", "", "0", "", "0");
        set(columns, 91, host);
        set(columns, 99, now.toString().substring(0, 19) + ".123+00:00");
        return "<14>" + BSD.format(now) + " pa-1 " + String.join(",", columns);
    }

    /** From the first column, which counts from 1. */
    private static void set(String[] columns, int first, String... values) {
        System.arraycopy(values, 0, columns, first - 1, values.length);
    }

    private String fortiGateHead(String type, String subtype) {
        String day = now.toString();
        return "<189>date=" + day.substring(0, 10) + " time=" + day.substring(11, 19)
                + " devname=\"fg-1\" devid=\"FG100FTK00000001\" eventtime=" + now.getEpochSecond() + "000000000"
                + " tz=\"+0000\" logid=\"0000000013\" type=\"" + type + "\" subtype=\"" + subtype
                + "\" level=\"notice\" vd=\"root\" ";
    }

    private String fortiGateTraffic(String client, String server, String host, int sent, int received, int i) {
        return fortiGateHead("traffic", "forward") + "srcip=" + client + " srcport=" + (1024 + i % 60_000)
                + " srcintf=\"port2\" srcintfrole=\"lan\" dstip=" + server + " dstport=443 dstintf=\"wan1\""
                + " dstintfrole=\"wan\" srccountry=\"Reserved\" dstcountry=\"United States\" sessionid=" + (800_000 + i)
                + " proto=6 action=\"close\" policyid=7 policytype=\"policy\" service=\"HTTPS\" trandisp=\"snat\""
                + " transip=203.0.113.250 transport=" + (1024 + i % 60_000) + " duration=12 sentbyte=" + sent
                + " rcvdbyte=" + received + " sentpkt=22 rcvdpkt=31 appcat=\"Web.Client\" app=\"HTTPS.BROWSER\""
                + " apprisk=\"medium\" dstname=\"" + host + "\" mastersrcmac=\"00:00:5e:00:53:01\""
                + " srcmac=\"00:00:5e:00:53:01\" srcserver=0";
    }

    private String fortiGateWeb(String client, String server, String host, int sent, int received, int i) {
        return fortiGateHead("utm", "webfilter") + "eventtype=\"ftgd_allow\" policyid=7 sessionid=" + (800_000 + i)
                + " srcip=" + client + " srcport=" + (1024 + i % 60_000) + " srcintf=\"port2\" dstip=" + server
                + " dstport=443 dstintf=\"wan1\" proto=6 service=\"HTTPS\" hostname=\"" + host
                + "\" profile=\"default\" action=\"passthrough\" reqtype=\"direct\" url=\"https://" + host
                + "/a/path?id=" + i + "\" sentbyte=" + sent + " rcvdbyte=" + received
                + " direction=\"outgoing\" msg=\"URL belongs to an allowed category in policy\" method=\"domain\""
                + " cat=52 catdesc=\"Information Technology\"";
    }
}
