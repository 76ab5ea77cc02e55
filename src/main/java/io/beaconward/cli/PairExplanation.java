package io.beaconward.cli;

import io.beaconward.alert.Alert;
import io.beaconward.alert.PairJson;
import io.beaconward.detect.Confidence;
import io.beaconward.detect.Finding;
import io.beaconward.detect.RhythmFigures;
import java.io.PrintStream;
import java.util.Locale;

/** Why a pair is judged as it is, for people: its figures, the hours, the intervals with a plot, and the parts of the score. */
final class PairExplanation {
    private static final int WIDTH = 50;

    private PairExplanation() {}

    static void print(Finding finding, PrintStream out) {
        RhythmFigures rhythm = finding.judgement().rhythm();
        Confidence confidence = finding.judgement().confidence();
        out.println(Alert.of(finding).summary());
        out.println("rules        " + (finding.rules().isEmpty() ? "none" : String.join(" ", finding.rules())));
        out.println("confidence   " + confidence.score() + " of 100, "
                + confidence.level().name().toLowerCase(Locale.ROOT));
        for (Confidence.Part part : confidence.parts()) out.printf("  %-12s %+d%n", part.name(), part.points());
        out.println("sizes        " + PairJson.rounded(finding.pair().avgBytesSent()) + " bytes sent and "
                + PairJson.rounded(finding.pair().avgBytesRecv()) + " received on average");
        out.println("by hour      " + finding.hourlyCounts());
        out.println("beats        " + rhythm.beats() + ", off-periods " + rhythm.offPeriods());
        out.println("rhythm       " + rhythm.within() + " of " + rhythm.of() + " intervals " + rhythm.from() + " to "
                + rhythm.to() + " s, jitter " + rhythm.jitter() + ", by chance with a probability of at most "
                + rhythm.chance());
        out.println("latest       " + rhythm.recent());
        int most = rhythm.histogram().stream()
                .mapToInt(RhythmFigures.Bar::count)
                .max()
                .orElse(1);
        out.println("idle time before a beat, from so many seconds on:");
        for (RhythmFigures.Bar bar : rhythm.histogram()) {
            int length = Math.max(1, WIDTH * bar.count() / most);
            out.printf("%8d  %-" + WIDTH + "s  %d%n", bar.seconds(), "#".repeat(length), bar.count());
        }
    }
}
