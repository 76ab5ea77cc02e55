package io.beaconward;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beaconward.advice.BlindAdvice;
import io.beaconward.advice.ClockAdvice;
import io.beaconward.advice.ClockView;
import io.beaconward.advice.FlowView;
import io.beaconward.advice.SenderView;
import io.beaconward.advice.SenderWatch;
import io.beaconward.advice.SendersReport;
import io.beaconward.advice.ShapeView;
import io.beaconward.advice.SilentSender;
import io.beaconward.ops.Request;
import io.beaconward.ops.Response;
import io.beaconward.ops.Route;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@code /unparsed}: the senders whose messages are not understood, with what these look like; those that are blind, and what
 * to switch on there; those of whose messages some were lost; those that are silent; those whose clocks are constantly off. Counted since each sender was first heard, 100 of each at most.
 * The text of messages is not shown, only their shapes. It asks the event loops, so that these need no lock.
 */
final class UnparsedRoute implements Route {
    private final Loops loops;
    private final Supplier<List<SilentSender>> silent;
    private final InstantSource clock;

    /** Asks what watches the senders, on each event loop. */
    @FunctionalInterface
    interface Loops {
        /** All answers; empty where one does not come in time. */
        <T> Optional<List<T>> ask(Function<SenderWatch, T> question);
    }

    UnparsedRoute(Loops loops, Supplier<List<SilentSender>> silent, InstantSource clock) {
        this.loops = loops;
        this.silent = silent;
        this.clock = clock;
    }

    @Override
    public Response answer(Request request) {
        if (!request.query().isEmpty()) return Response.text(Response.BAD_REQUEST, "there are no parameters\n");
        return report().map(report -> Response.json(json -> document(json, report)))
                .orElseGet(() -> Response.text(Response.UNAVAILABLE, "the event loops do not answer\n"));
    }

    /** Asks twice: who there is something to tell of, then what every loop knows of these. */
    private Optional<SendersReport> report() {
        Instant now = clock.instant();
        return loops.ask(SenderWatch::telling)
                .map(names -> names.stream().flatMap(Set::stream).collect(Collectors.toSet()))
                .flatMap(names -> loops.ask(watch -> watch.views(names, now)))
                .map(SendersReport::of);
    }

    private void document(JsonGenerator generator, SendersReport report) throws IOException {
        generator.writeArrayFieldStart("unparsed");
        for (SenderView sender : report.unparsed()) unparsed(generator, sender);
        generator.writeEndArray();
        generator.writeArrayFieldStart("blind");
        for (SenderView sender : report.blind()) blind(generator, sender);
        generator.writeEndArray();
        generator.writeArrayFieldStart("losing");
        for (SenderView sender : report.losing()) losing(generator, sender);
        generator.writeEndArray();
        generator.writeArrayFieldStart("silent");
        for (SilentSender sender :
                silent.get().stream().limit(SendersReport.MOST).toList()) silent(generator, sender);
        generator.writeEndArray();
        generator.writeArrayFieldStart("clocks");
        for (SenderView sender : report.clocks()) clock(generator, sender);
        generator.writeEndArray();
    }

    private static void begin(JsonGenerator generator, SenderView sender) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("sender", sender.name());
        generator.writeNumberField("messages", sender.messages());
        generator.writeObjectFieldStart("dialects");
        for (Map.Entry<String, Long> dialect : sender.dialects().entrySet()) {
            generator.writeNumberField(dialect.getKey(), dialect.getValue());
        }
        generator.writeEndObject();
    }

    private static void unparsed(JsonGenerator generator, SenderView sender) throws IOException {
        begin(generator, sender);
        generator.writeNumberField("unparsed", sender.unknown());
        generator.writeArrayFieldStart("shapes");
        for (ShapeView shape : sender.shapes()) {
            generator.writeStartObject();
            generator.writeStringField("shape", shape.shape());
            generator.writeNumberField("count", shape.count());
            generator.writeStringField("first_seen", time(shape.first()));
            generator.writeStringField("last_seen", time(shape.last()));
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.writeNumberField("other", sender.otherShapes());
        generator.writeEndObject();
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void blind(JsonGenerator generator, SenderView sender) throws IOException {
        FlowView flows = sender.flows();
        begin(generator, sender);
        generator.writeNumberField("flows", flows.flows());
        share(generator, "with_source", flows, flows.withSource());
        share(generator, "with_name", flows, flows.named());
        share(generator, "with_name_of_dns", flows, flows.inferred());
        share(generator, "with_bytes", flows, flows.withBytes());
        share(generator, "with_time", flows, flows.withTime());
        share(generator, "blocked", flows, flows.blocked());
        generator.writeStringField("cause", sender.blindness().name().toLowerCase(Locale.ROOT));
        generator.writeStringField("meaning", BlindAdvice.reason(sender.blindness(), flows.flows()));
        generator.writeStringField("what_to_do", BlindAdvice.remedy(sender.blindness(), sender.mainDialect()));
        generator.writeEndObject();
    }

    private static void share(JsonGenerator generator, String name, FlowView flows, long part) throws IOException {
        generator.writeNumberField(name, BigDecimal.valueOf(flows.share(part)).setScale(3, RoundingMode.HALF_UP));
    }

    private static void losing(JsonGenerator generator, SenderView sender) throws IOException {
        begin(generator, sender);
        generator.writeNumberField("missing", sender.missing());
        generator.writeEndObject();
    }

    private static void silent(JsonGenerator generator, SilentSender sender) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("sender", sender.name());
        generator.writeStringField("last_heard", time(sender.heardMillis()));
        generator.writeNumberField("longest_usual_pause_seconds", sender.longestPauseMillis() / 1000);
        generator.writeEndObject();
    }

    private void clock(JsonGenerator generator, SenderView sender) throws IOException {
        begin(generator, sender);
        ClockView off = sender.clock();
        boolean wall = off.wallClockOffMillis() != 0;
        long millis = wall ? off.wallClockOffMillis() : off.instantOffMillis();
        generator.writeStringField("times", wall ? "without a zone" : "with a zone");
        generator.writeStringField("off", ClockAdvice.off(millis));
        generator.writeNumberField("add_seconds", millis / 1000);
        generator.writeBooleanField("corrected", off.corrected());
        generator.writeStringField(
                "what_to_do", wall ? ClockAdvice.wallClock(off, clock.instant()) : ClockAdvice.statedZone());
        generator.writeEndObject();
    }
}
