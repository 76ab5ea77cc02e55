package io.beaconward.advice;

import io.beaconward.syslog.Blindness;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why a sender is blind and what to switch on at the device, in sentences. */
public final class BlindAdvice {
    private static final String OR_DNS =
            "; or send the logs of the name servers that its clients ask, with the answers, to the same ports";
    private static final String NAMES =
            "let it log the host names or URLs of connections (web filter, proxy or TLS server names)" + OR_DNS;
    private static final String SOURCES =
            "let it log the client's address with each connection or request, behind another proxy the one that this forwards";
    private static final String ALLOWED =
            "let it log also what its rules allow, at the end of each session and with the bytes";

    /** By the beginning of the dialect's name: the particular before the general. */
    private static final Map<String, String> DEVICES = new LinkedHashMap<>();

    static {
        String dnsOnly =
                "these messages carry addresses only: send the logs of the name servers that its clients ask, with the"
                        + " answers (dnsmasq: log-queries), to the same ports";
        DEVICES.put(
                "cisco-asa",
                "its connection messages carry addresses only: send the logs of the name servers that its clients ask, with the"
                        + " answers, to the same ports; or turn on URL logging, message 304001 with \"inspect http\", which sees"
                        + " plain HTTP only");
        DEVICES.put(
                "cisco-ftd",
                "log connections at their end in access rules that inspect URLs, so that events have URL or DNS_Query"
                        + OR_DNS);
        DEVICES.put(
                "fortigate",
                "log the web filter (\"set log-all-url enable\" in the profile of its policies), or let traffic logs have dstname"
                        + " (\"config log setting\", \"set resolve-ip enable\")" + OR_DNS);
        DEVICES.put(
                "pan-os",
                "log URL filtering: a URL Filtering profile whose categories have the action alert, on the rules that allow web"
                        + " traffic, and forward the URL logs" + OR_DNS);
        DEVICES.put("sophos", "send its web filter log as well (log settings, Web)" + OR_DNS);
        DEVICES.put("meraki", "give the syslog server the role URLs, beside Flows" + OR_DNS);
        DEVICES.put("sonicwall", "log website access (Content Filtering, syslog of visited sites)" + OR_DNS);
        DEVICES.put("checkpoint", "track URL Filtering and Application Control rules with the extended log" + OR_DNS);
        DEVICES.put("juniper-srx", "log web filtering (Content Security), beside sessions" + OR_DNS);
        DEVICES.put("watchguard", "use the HTTP and HTTPS proxies with \"logging for reports\"" + OR_DNS);
        DEVICES.put("suricata", "let eve.json have the types http, tls and dns" + OR_DNS);
        DEVICES.put("zeek", "send http.log, ssl.log and dns.log, beside conn.log");
        for (String firewall : new String[] {
            "pf-filterlog", "netfilter", "mikrotik", "barracuda-firewall", "juniper-text", "netflow", "f5-bigip"
        }) {
            DEVICES.put(firewall, dnsOnly);
        }
    }

    private BlindAdvice() {}

    /** What is missing, to stand behind the sender's name and "is blind:". */
    public static String reason(Blindness blindness, long flows) {
        return switch (blindness) {
            case NO_SOURCE ->
                "none of its " + flows + " flows names the client's address, so that none can lead to an alert";
            case NO_NAMES ->
                "none of its " + flows + " flows names its destination, and DNS logs named none, so that none can"
                        + " lead to an alert";
            case ONLY_BLOCKED ->
                "all of its " + flows + " flows were blocked; a beacon that gets through is not logged";
            case NONE -> "it is not";
        };
    }

    /** What to do about it, of a device that speaks {@code dialect}; empty where nothing is to be done. */
    public static String remedy(Blindness blindness, String dialect) {
        return switch (blindness) {
            case NO_SOURCE -> SOURCES;
            case NO_NAMES -> names(dialect);
            case ONLY_BLOCKED -> ALLOWED;
            case NONE -> "";
        };
    }

    private static String names(String dialect) {
        for (Map.Entry<String, String> device : DEVICES.entrySet()) {
            if (dialect.startsWith(device.getKey())) return device.getValue();
        }
        return NAMES;
    }
}
