package io.beaconward.advice;

import io.beaconward.syslog.Blindness;
import io.beaconward.syslog.Sender;
import io.beaconward.syslog.SenderFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * A sender as it was when it was looked at: a value that any thread may read.
 *
 * @param dialects how many messages each read, in the order in which they were first spoken; not those beyond the eighth
 * @param shapes of messages that nobody could read, the most frequent first
 * @param missing messages known to be lost because their numbers did not come, over all event loops
 * @param otherShapes messages that nobody could read and that are of shapes not kept
 */
public record SenderView(
        String name,
        ClockView clock,
        Blindness blindness,
        long messages,
        long unknown,
        long dns,
        long missing,
        Map<String, Long> dialects,
        FlowView flows,
        List<ShapeView> shapes,
        long otherShapes) {
    static final Comparator<ShapeView> MOST_FREQUENT =
            Comparator.comparingLong(ShapeView::count).reversed().thenComparing(ShapeView::shape);

    /** The sender now, on its event loop. */
    static SenderView of(Sender sender, IntFunction<String> dialectNames, Instant now) {
        SenderFigures figures = sender.figures();
        return of(
                sender.name(),
                ClockView.of(sender, now),
                figures.blindness(),
                figures,
                sender.attendance().missing(),
                dialectNames);
    }

    private static SenderView of(
            String name,
            ClockView clock,
            Blindness blindness,
            SenderFigures figures,
            long missing,
            IntFunction<String> dialectNames) {
        return new SenderView(
                name,
                clock,
                blindness,
                figures.messages(),
                figures.unknownMessages(),
                figures.dnsMessages(),
                missing,
                dialects(figures, dialectNames),
                FlowView.of(figures),
                figures.shapes().all().stream()
                        .map(ShapeView::of)
                        .sorted(MOST_FREQUENT)
                        .toList(),
                figures.shapes().others());
    }

    /** A sender of a stored log, where no clock runs: judged by what it says alone. */
    public static SenderView ofStored(String name, SenderFigures figures, IntFunction<String> dialectNames) {
        Blindness blindness = SenderFigures.judge(
                figures.flows(), figures.flowsWithSource(), figures.flowsNamed(), figures.flowsBlocked());
        return of(name, ClockView.UNKNOWN, blindness, figures, 0, dialectNames);
    }

    private static Map<String, Long> dialects(SenderFigures figures, IntFunction<String> names) {
        Map<String, Long> dialects = new LinkedHashMap<>();
        for (int i = 0; i < figures.dialectsSpoken(); i++) {
            dialects.merge(names.apply(figures.dialect(i)), figures.spoken(i), Long::sum);
        }
        return dialects;
    }

    public boolean isBlind() {
        return blindness != Blindness.NONE;
    }

    /** The dialect that read most of its messages; empty where none did. */
    public String mainDialect() {
        return dialects.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** The same sender as seen by two event loops. It is blind if one says so and the figures of both together do not deny it. */
    SenderView plus(SenderView other) {
        Map<String, Long> all = new LinkedHashMap<>(dialects);
        other.dialects.forEach((dialect, count) -> all.merge(dialect, count, Long::sum));
        FlowView both = flows.plus(other.flows);
        return new SenderView(
                name,
                clock.isOff() ? clock : other.clock,
                isBlind() || other.isBlind()
                        ? SenderFigures.judge(both.flows(), both.withSource(), both.named(), both.blocked())
                        : Blindness.NONE,
                messages + other.messages,
                unknown + other.unknown,
                dns + other.dns,
                Math.max(missing, other.missing),
                all,
                both,
                shapes(other),
                otherShapes + other.otherShapes);
    }

    private List<ShapeView> shapes(SenderView other) {
        Map<String, ShapeView> all = new LinkedHashMap<>();
        for (ShapeView shape : shapes) all.put(shape.shape(), shape);
        for (ShapeView shape : other.shapes) all.merge(shape.shape(), shape, ShapeView::plus);
        List<ShapeView> sorted = new ArrayList<>(all.values());
        sorted.sort(MOST_FREQUENT);
        return sorted;
    }
}
