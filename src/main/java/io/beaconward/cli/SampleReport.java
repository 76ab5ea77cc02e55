package io.beaconward.cli;

import io.beaconward.advice.BlindAdvice;
import io.beaconward.advice.FlowView;
import io.beaconward.advice.SenderView;
import io.beaconward.advice.ShapeView;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what a stored log tells of its senders: what is read, what is missing, what is not understood. For people. */
final class SampleReport {
    private final PrintStream out;

    SampleReport(PrintStream out) {
        this.out = out;
    }

    /** All senders, those with the most messages that nobody could read first. */
    void print(long lines, List<SenderView> senders) {
        long unknown = senders.stream().mapToLong(SenderView::unknown).sum();
        out.println(lines + " lines of " + senders.size() + " senders, " + unknown + " not understood");
        senders.stream()
                .sorted(Comparator.comparingLong(SenderView::unknown).reversed().thenComparing(SenderView::name))
                .forEach(this::print);
    }

    private void print(SenderView sender) {
        out.println();
        out.println(sender.name() + ": " + sender.messages() + " lines");
        for (Map.Entry<String, Long> dialect : byCount(sender.dialects())) {
            out.println("  " + dialect.getValue() + " read as " + dialect.getKey());
        }
        long others = sender.messages()
                - sender.unknown()
                - sender.dialects().values().stream().mapToLong(count -> count).sum();
        if (others > 0) out.println("  " + others + " read as others");
        if (sender.dns() > 0) out.println("  " + sender.dns() + " of them tell of DNS, and give names");
        if (sender.flows().flows() > 0) flows(sender.flows());
        if (sender.isBlind()) {
            out.println("  blind: "
                    + BlindAdvice.reason(sender.blindness(), sender.flows().flows()));
            out.println("  what to do: " + BlindAdvice.remedy(sender.blindness(), sender.mainDialect()));
        }
        if (sender.unknown() > 0) unknown(sender);
    }

    private static List<Map.Entry<String, Long>> byCount(Map<String, Long> dialects) {
        return dialects.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
    }

    private void flows(FlowView flows) {
        out.println("  " + flows.flows() + " flows: " + without(flows, flows.withSource()) + " without a source, "
                + without(flows, flows.named()) + " without a name of the destination, "
                + without(flows, flows.withBytes()) + " without byte counts, "
                + without(flows, flows.withTime()) + " without a time, "
                + percent(flows.share(flows.blocked())) + " blocked");
    }

    private static String without(FlowView flows, long with) {
        return percent(flows.share(flows.flows() - with));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private void unknown(SenderView sender) {
        out.println("  " + sender.unknown() + " not understood:");
        for (ShapeView shape : sender.shapes()) {
            out.println("    " + shape.count() + " like line " + shape.first() + ": " + shape.shape());
        }
        if (sender.otherShapes() > 0) out.println("    " + sender.otherShapes() + " of other shapes");
    }
}
