package io.beaconward.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beaconward.alert.GenericJson;
import io.beaconward.alert.LedgerRow;
import io.beaconward.alert.OutboxRow;
import io.beaconward.alert.PlainJson;
import io.beaconward.alert.Printable;
import io.beaconward.detect.PairFigures;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How {@code alerts} prints alerts and their notifications. Names from logs and receivers are made printable. */
enum AlertsFormat {
    TABLE {
        @Override
        void alerts(List<LedgerRow> rows, PrintStream out) {
            List<List<String>> table = new ArrayList<>();
            table.add(List.of(
                    "id", "state", "acked", "changed", "src_ip", "destination", "connections", "waiting", "dead"));
            for (LedgerRow row : rows) {
                PairFigures pair = row.alert().finding().pair();
                table.add(List.of(
                        row.alert().id(),
                        row.alert().state(),
                        row.acked().map(AlertsFormat::seconds).orElse("-"),
                        seconds(row.alert().finding().time()),
                        printable(pair.sourceIp()),
                        printable(pair.destination()),
                        Long.toString(pair.connectionCount()),
                        Long.toString(row.waiting()),
                        Long.toString(row.dead())));
            }
            print(table, out);
        }

        @Override
        void alert(LedgerRow row, List<OutboxRow> letters, PrintStream out) {
            out.println("id        " + row.alert().id());
            out.println("state     " + row.alert().state() + " at "
                    + seconds(row.alert().finding().time()) + ", opened at " + seconds(row.opened()));
            out.println("acked     " + row.acked().map(AlertsFormat::seconds).orElse("-"));
            out.println("rules     " + String.join(" ", row.alert().finding().rules()) + ", severity "
                    + row.alert().severity() + ", confidence " + row.alert().confidence() + ", MITRE "
                    + row.alert().mitre());
            out.println("summary   " + row.alert().summary());
            out.println("evidence  " + row.alert().evidence());
            if (letters.isEmpty()) return;
            out.println();
            letters(letters, out);
        }

        @Override
        void letters(List<OutboxRow> letters, PrintStream out) {
            List<List<String>> table = new ArrayList<>();
            table.add(List.of("alert", "state", "receiver", "written", "attempts", "next", "reason"));
            for (OutboxRow letter : letters) {
                table.add(List.of(
                        letter.alert(),
                        letter.state(),
                        letter.receiver(),
                        seconds(letter.written()),
                        Integer.toString(letter.attempts()),
                        letter.died().isPresent() ? "dead" : seconds(letter.due()),
                        printable(letter.reason())));
            }
            print(table, out);
        }

        @Override
        void done(String what, LedgerRow row, PrintStream out) {
            out.println(what + " " + row.alert().id());
        }
    },
    JSON {
        @Override
        void alerts(List<LedgerRow> rows, PrintStream out) {
            List<String> objects = new ArrayList<>();
            for (LedgerRow row : rows) objects.add(PlainJson.object(json -> write(json, row)));
            out.print(array(objects));
        }

        @Override
        void alert(LedgerRow row, List<OutboxRow> letters, PrintStream out) {
            out.print(PlainJson.object(json -> {
                        write(json, row);
                        json.writeArrayFieldStart("outbox");
                        for (OutboxRow letter : letters) {
                            json.writeStartObject();
                            write(json, letter);
                            json.writeEndObject();
                        }
                        json.writeEndArray();
                    })
                    + "\n");
        }

        @Override
        void letters(List<OutboxRow> letters, PrintStream out) {
            List<String> objects = new ArrayList<>();
            for (OutboxRow letter : letters) objects.add(PlainJson.object(json -> write(json, letter)));
            out.print(array(objects));
        }

        @Override
        void done(String what, LedgerRow row, PrintStream out) {
            out.print(PlainJson.object(json -> write(json, row)) + "\n");
        }
    };

    private static final int LONGEST = 253;

    abstract void alerts(List<LedgerRow> rows, PrintStream out);

    abstract void alert(LedgerRow row, List<OutboxRow> letters, PrintStream out);

    abstract void letters(List<OutboxRow> letters, PrintStream out);

    /** Says what was done, {@code row} being the alert as it is now. */
    abstract void done(String what, LedgerRow row, PrintStream out);

    private static void write(JsonGenerator json, LedgerRow row) throws IOException {
        json.writeStringField("id", row.alert().id());
        json.writeStringField("state", row.alert().state());
        json.writeStringField("opened", seconds(row.opened()));
        json.writeStringField("changed", seconds(row.alert().finding().time()));
        writeTime(json, "acked", row.acked());
        json.writeNumberField("waiting", row.waiting());
        json.writeNumberField("dead", row.dead());
        json.writeFieldName("alert");
        json.writeRawValue(GenericJson.write(row.alert()));
    }

    private static void write(JsonGenerator json, OutboxRow letter) throws IOException {
        json.writeStringField("alert", letter.alert());
        json.writeStringField("state", letter.state());
        json.writeStringField("receiver", letter.receiver());
        json.writeStringField("written", seconds(letter.written()));
        json.writeNumberField("attempts", letter.attempts());
        if (letter.died().isEmpty()) json.writeStringField("due", seconds(letter.due()));
        writeTime(json, "died", letter.died());
        if (!letter.reason().isEmpty()) json.writeStringField("reason", letter.reason());
    }

    private static void writeTime(JsonGenerator json, String name, Optional<Instant> time) throws IOException {
        if (time.isPresent()) json.writeStringField(name, seconds(time.get()));
    }

    private static String array(List<String> objects) {
        return "[\n" + String.join(",\n", objects) + "\n]\n";
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String printable(String text) {
        return Printable.of(text, LONGEST);
    }

    /** Columns as wide as their widest cell; a title alone is not printed. */
    private static void print(List<List<String>> table, PrintStream out) {
        if (table.size() == 1) return;
        int columns = table.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : table) {
            for (int i = 0; i < columns; i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        }
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
