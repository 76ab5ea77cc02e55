package io.beaconward.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.beaconward.alert.PairJson;
import io.beaconward.detect.PairFigures;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
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
                        PairJson.rounded(f.avgConnPerHour()),
                        PairJson.rounded(f.avgBytesSent()),
                        PairJson.rounded(f.avgBytesRecv()));
            }
        }
    },
    CSV {
        @Override
        void print(List<PairFigures> found, PrintStream out) {
            out.print(header() + "\n");
            for (PairFigures f : found) out.print(row(f) + "\n");
        }
    },
    JSON {
        @Override
        void print(List<PairFigures> found, PrintStream out) throws IOException {
            JsonFactory json = new JsonFactory();
            String separator = "\n";
            out.print("[");
            for (PairFigures f : found) {
                StringWriter object = new StringWriter();
                try (JsonGenerator generator = json.createGenerator(object)) {
                    generator.writeStartObject();
                    PairJson.write(generator, f);
                    generator.writeEndObject();
                }
                out.print(separator + object);
                separator = ",\n";
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

    /** The fields' names as a line of CSV, without its end. */
    static String header() {
        return String.join(",", FIELDS);
    }

    /** The fields as a line of CSV, without its end. */
    static String row(PairFigures f) {
        return String.join(
                ",",
                f.firstSeen().toString(),
                f.lastSeen().toString(),
                f.sourceIp(),
                f.destination(),
                Long.toString(f.connectionCount()),
                Integer.toString(f.hourlyBuckets()),
                PairJson.rounded(f.avgConnPerHour()),
                PairJson.rounded(f.avgBytesSent()),
                PairJson.rounded(f.avgBytesRecv()));
    }

    private static int width(String title, List<String> values) {
        return values.stream().mapToInt(String::length).reduce(title.length(), Math::max);
    }
}
