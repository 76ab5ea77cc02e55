package io.beaconward.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beaconward.detect.PairFigures;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** How {@code hunt} prints what it found. */
enum FiguresFormat {
    TABLE {
        @Override
        void print(List<PairFigures> found, PrintStream out) {
            if (found.isEmpty()) return;
            int source =
                    width("src_ip", found.stream().map(PairFigures::sourceIp).toList());
            int name = width(
                    "destination", found.stream().map(PairFigures::destination).toList());
            String row = "%-20s  %-20s  %-" + source + "s  %-" + name + "s  %11s  %5s  %9s  %10s  %10s%n";
            out.printf(
                    row,
                    "first_seen",
                    "last_seen",
                    "src_ip",
                    "destination",
                    "connections",
                    "hours",
                    "per hour",
                    "avg sent",
                    "avg recv");
            for (PairFigures f : found) {
                out.printf(
                        row,
                        f.firstSeen(),
                        f.lastSeen(),
                        f.sourceIp(),
                        f.destination(),
                        f.connectionCount(),
                        f.hourlyBuckets(),
                        decimal(f.avgConnPerHour()),
                        decimal(f.avgBytesSent()),
                        decimal(f.avgBytesRecv()));
            }
        }
    },
    CSV {
        @Override
        void print(List<PairFigures> found, PrintStream out) {
            out.print(String.join(",", FIELDS) + "\n");
            for (PairFigures f : found) {
                out.print(String.join(
                                ",",
                                f.firstSeen().toString(),
                                f.lastSeen().toString(),
                                f.sourceIp(),
                                f.destination(),
                                Long.toString(f.connectionCount()),
                                Integer.toString(f.hourlyBuckets()),
                                decimal(f.avgConnPerHour()),
                                decimal(f.avgBytesSent()),
                                decimal(f.avgBytesRecv()))
                        + "\n");
            }
        }
    },
    JSON {
        @Override
        void print(List<PairFigures> found, PrintStream out) throws IOException {
            ObjectMapper mapper = new ObjectMapper();
            String separator = "";
            out.print("[");
            for (PairFigures f : found) {
                ObjectNode node = mapper.createObjectNode();
                node.put("first_seen", f.firstSeen().toString());
                node.put("last_seen", f.lastSeen().toString());
                node.put("src_ip", f.sourceIp());
                node.put("destination", f.destination());
                node.put("connection_count", f.connectionCount());
                node.put("hourly_buckets", f.hourlyBuckets());
                node.put("avg_conn_per_hour", new BigDecimal(decimal(f.avgConnPerHour())));
                node.put("avg_bytes_sent", new BigDecimal(decimal(f.avgBytesSent())));
                node.put("avg_bytes_recv", new BigDecimal(decimal(f.avgBytesRecv())));
                out.print(separator + "\n" + mapper.writeValueAsString(node));
                separator = ",";
            }
            out.print("\n]\n");
        }
    };

    private static final List<String> FIELDS = List.of(
            "first_seen",
            "last_seen",
            "src_ip",
            "destination",
            "connection_count",
            "hourly_buckets",
            "avg_conn_per_hour",
            "avg_bytes_sent",
            "avg_bytes_recv");

    abstract void print(List<PairFigures> found, PrintStream out) throws IOException;

    private static int width(String title, List<String> values) {
        return values.stream().mapToInt(String::length).reduce(title.length(), Math::max);
    }

    /** Up to three decimals, no trailing zeros. */
    static String decimal(double value) {
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }
}
