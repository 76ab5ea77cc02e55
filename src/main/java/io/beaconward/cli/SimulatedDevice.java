package io.beaconward.cli;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The devices that {@code simulate} can speak for, each with the line that it logs for a request; times in UTC. */
enum SimulatedDevice {
    GENERIC_KV {
        @Override
        String line(SimulatedFlow flow) {
            return "<134>1 " + flow.time() + " proxy1 access 77 - - src=" + flow.source() + " host=" + flow.host()
                    + " bytes_sent=" + flow.bytesSent() + " bytes_received=" + flow.bytesReceived() + " action=allow";
        }
    },
    PAN_OS {
        @Override
        String line(SimulatedFlow flow) {
            String time = SLASHES.format(flow.time());
            return "<14>" + BSD.format(flow.time()) + " pa-fw1 1," + time + ",007051000099999,THREAT,url,2561," + time
                    + ","
                    + flow.source() + "," + flow.hostAddress() + ",0.0.0.0,0.0.0.0,web-out,,,ssl,vsys1,trust,untrust,"
                    + "ethernet1/1,ethernet1/2,forward," + time + "," + (100_000 + flow.number()) + ",1,"
                    + flow.sourcePort()
                    + ",443,0,0,0x400000,tcp,alert,\"" + flow.host() + "/api\",(9999),computer-and-internet-info,"
                    + "informational,client-to-server," + flow.number() + ",0x0";
        }
    },
    FORTIGATE {
        @Override
        String line(SimulatedFlow flow) {
            return "<189>date=" + DATE.format(flow.time()) + " time=" + TIME.format(flow.time())
                    + " devname=\"fgt1\" devid=\"FGT60F0000000001\" eventtime="
                    + flow.time().getEpochSecond()
                    + "000000000 tz=\"+0000\" logid=\"0317013312\" type=\"utm\" subtype=\"webfilter\""
                    + " eventtype=\"ftgd_allow\" level=\"notice\" vd=\"root\" policyid=1 sessionid="
                    + (5000 + flow.number())
                    + " srcip=" + flow.source() + " srcport=" + flow.sourcePort() + " srcintf=\"lan\" dstip="
                    + flow.hostAddress() + " dstport=443 dstintf=\"wan1\" proto=6 service=\"HTTPS\" hostname=\""
                    + flow.host()
                    + "\" profile=\"default\" action=\"passthrough\" reqtype=\"direct\" url=\"https://" + flow.host()
                    + "/\" sentbyte=" + flow.bytesSent() + " rcvdbyte=" + flow.bytesReceived()
                    + " direction=\"outgoing\"";
        }
    },
    CISCO_ASA {
        @Override
        String line(SimulatedFlow flow) {
            return "<165>" + BSD_YEAR.format(flow.time()) + ": %ASA-5-304001: " + flow.source() + " Accessed URL "
                    + flow.hostAddress() + ":http://" + flow.host() + "/api";
        }
    },
    SQUID_NATIVE {
        @Override
        String line(SimulatedFlow flow) {
            long millis = flow.time().toEpochMilli();
            return "<13>" + BSD.format(flow.time()) + " proxy1 squid[77]: " + millis / 1000 + "."
                    + String.format("%03d", millis % 1000) + "    120 " + flow.source() + " TCP_TUNNEL/200 "
                    + flow.bytesReceived() + " CONNECT " + flow.host() + ":443 - HIER_DIRECT/" + flow.hostAddress()
                    + " -";
        }
    };

    private static final DateTimeFormatter DATE = utc("yyyy-MM-dd");
    private static final DateTimeFormatter TIME = utc("HH:mm:ss");
    private static final DateTimeFormatter SLASHES = utc("yyyy/MM/dd HH:mm:ss");
    private static final DateTimeFormatter BSD = utc("MMM ppd HH:mm:ss");
    private static final DateTimeFormatter BSD_YEAR = utc("MMM ppd yyyy HH:mm:ss");

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** The frame that the device would send. */
    abstract String line(SimulatedFlow flow);
}
