package io.beaconward.cli;

import io.beaconward.alert.Alert;
import io.beaconward.alert.GenericJson;
import io.beaconward.detect.Confidence;
import io.beaconward.detect.Finding;
import io.beaconward.detect.RhythmFigures;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How {@code hunt --rule} prints what was judged: beside the pair's figures why, and how sure it is. */
enum JudgedFormat {
    TABLE {
        @Override
        void print(List<Finding> found, PrintStream out) {
            if (found.isEmpty()) return;
            out.printf(ROW, "score", "beats", "every", "connections", "src_ip", "destination", "rules");
            for (Finding f : found) {
                RhythmFigures rhythm = f.judgement().rhythm();
                out.printf(
                        ROW,
                        f.judgement().confidence().score(),
                        rhythm.beats(),
                        Math.round(rhythm.medianInterval()) + " s",
                        f.pair().connectionCount(),
                        f.pair().sourceIp(),
                        f.pair().destination(),
                        String.join(" ", f.rules()));
            }
        }
    },
    CSV {
        @Override
        void print(List<Finding> found, PrintStream out) {
            out.print(FiguresFormat.header()
                    + ",rules,score,confidence,confidence_parts,beats,median_interval,jitter,from,to,"
                    + "within,of,off_periods,chance\n");
            for (Finding f : found) {
                RhythmFigures rhythm = f.judgement().rhythm();
                out.print(FiguresFormat.row(f.pair()) + ","
                        + String.join(" ", f.rules()) + ","
                        + f.judgement().confidence().score() + ","
                        + f.judgement().confidence().level().name().toLowerCase(Locale.ROOT) + ","
                        + parts(f.judgement().confidence()) + ","
                        + rhythm.beats() + "," + rhythm.medianInterval() + "," + rhythm.jitter() + ","
                        + rhythm.from() + "," + rhythm.to() + "," + rhythm.within() + "," + rhythm.of() + ","
                        + rhythm.offPeriods() + "," + rhythm.chance() + "\n");
            }
        }
    },
    JSON {
        @Override
        void print(List<Finding> found, PrintStream out) {
            out.print("["
                    + found.stream()
                            .map(f -> "\n" + GenericJson.write(Alert.of(f)))
                            .collect(Collectors.joining(","))
                    + "\n]\n");
        }
    };

    private static final String ROW = "%5s  %6s  %8s  %11s  %-20s  %-40s  %s%n";

    abstract void print(List<Finding> found, PrintStream out);

    /** {@code baseline=25 rarity=15}. */
    static String parts(Confidence confidence) {
        return confidence.parts().stream()
                .map(part -> part.name() + "=" + part.points())
                .collect(Collectors.joining(" "));
    }
}
