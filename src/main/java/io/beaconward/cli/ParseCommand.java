package io.beaconward.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.beaconward.bytes.Address;
import io.beaconward.bytes.Slice;
import io.beaconward.config.ConfigException;
import io.beaconward.config.Configuration;
import io.beaconward.dialect.Answers;
import io.beaconward.dialect.Flow;
import io.beaconward.dialect.Reading;
import io.beaconward.metrics.Meters;
import io.beaconward.net.Frame;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is read from each message. */
@Command(
        name = "parse",
        mixinStandardHelpOptions = true,
        description = "Prints what is read from each line, one JSON object a line, in order.")
public final class ParseCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Messages, a line each; - or none: standard input.")
    private List<String> files = List.of();

    @Option(names = "--config", paramLabel = "FILE", description = "Settings to take: zones, relays.")
    private @Nullable Path config;

    @Option(names = "--explain", description = "Adds which field of the line gave what.")
    private boolean explain;

    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;

    public ParseCommand() {
        this(System.in, new FileOutputStream(FileDescriptor.out), System.err);
    }

    ParseCommand(InputStream in, OutputStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(new BufferedOutputStream(out, 1 << 16))
                .setRootValueSeparator(null)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)) {
            MessageReader reader = new MessageReader(
                    Configuration.read(Optional.ofNullable(config), System.getenv())
                            .settings(),
                    Meters.unregistered());
            Lines lines = new Lines(in, InstantSource.system(), bytes -> {});
            for (String file : files.isEmpty() ? List.of("-") : files) {
                try {
                    lines.read(file, frame -> print(frame, reader, explain, json));
                } catch (IOException e) {
                    return Failure.unreadable(err, file, e);
                }
            }
            return Failure.FINE;
        } catch (ConfigException e) {
            return Failure.configuration(err, e);
        } catch (IOException | UncheckedIOException e) {
            err.println("beaconward: the result cannot be written: " + e.getMessage());
            return Failure.FAILED;
        }
    }

    private static void print(Frame frame, MessageReader reader, boolean explain, JsonGenerator json) {
        try {
            Reading reading = reader.read(frame);
            json.writeStartObject();
            json.writeStringField("format", reading == Reading.FOREIGN ? "unknown" : reader.dialect());
            if (reading != Reading.FOREIGN && reader.hasTime()) {
                json.writeStringField(
                        "time", Instant.ofEpochMilli(reader.millis()).toString());
            }
            if (reading == Reading.FLOW) fields(reader.flow(), json);
            if (explain) Explanation.write(reader, reading, json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static void fields(Flow flow, JsonGenerator json) throws IOException {
        field(json, "src_ip", flow.source());
        field(json, "src_user", flow.user());
        field(json, "dest_host", flow.host());
        field(json, "dest_ip", flow.destination());
        field(json, "dest_port", flow.destinationPort());
        field(json, "bytes_sent", flow.bytesSent());
        field(json, "bytes_received", flow.bytesReceived());
        field(json, "bytes_total", flow.bytesTotal());
        if (flow.durationMillis() >= 0) {
            json.writeNumberField(
                    "duration", BigDecimal.valueOf(flow.durationMillis(), 3).stripTrailingZeros());
        }
        if (flow.action() != Flow.Action.UNDECIDED) {
            json.writeStringField("action", flow.action() == Flow.Action.BLOCKED ? "blocked" : "allowed");
        }
        field(json, "dns_query", flow.dnsQuery());
        answers(json, flow.answers());
        field(json, "event_name", flow.eventName());
    }

    private static void answers(JsonGenerator json, Answers answers) throws IOException {
        if (answers.size() == 0) return;
        json.writeArrayFieldStart("dns_answers");
        for (int i = 0; i < answers.size(); i++) json.writeString(answers.get(i).toString());
        json.writeEndArray();
    }

    private static void field(JsonGenerator json, String name, Address value) throws IOException {
        if (value.isPresent()) json.writeStringField(name, value.toString());
    }

    private static void field(JsonGenerator json, String name, Slice value) throws IOException {
        if (!value.isEmpty()) json.writeStringField(name, value.toString());
    }

    private static void field(JsonGenerator json, String name, long value) throws IOException {
        if (value >= 0) json.writeNumberField(name, value);
    }
}
