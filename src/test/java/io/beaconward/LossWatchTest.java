package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossWatchTest {
    private static final long START = Instant.parse("2026-11-24T10:59:58Z").toEpochMilli();
    private static final int HOUR = (int) (START / 3_600_000);

    @TempDir
    private Path directory;

    private final Meters meters = Meters.unregistered();
    private final LossHours losses = new LossHours();
    private final LossWatch watch = new LossWatch(meters, losses, START);

    @Test
    void marksDropsOnTheHourInWhichTheyWereMade() {
        AtomicLong drops = new AtomicLong();
        meters.counter(Metric.SOCKET_DROPPED, drops::get, "127.0.0.1:5514/0");
        drops.set(5);
        watch.look(START + 1000);
        drops.set(12);
        watch.look(START + 2000);
        drops.set(13);
        watch.look(START + 3000);
        watch.look(START + 4000);
        assertThat(losses.lost(HOUR)).isEqualTo(12);
        assertThat(losses.lost(HOUR + 1)).isEqualTo(1);
    }

    @Test
    void marksOnlyWhatCostAMessage() {
        meters.tally(Metric.FRAMES_REFUSED, "unexpected").add(1);
        meters.tally(Metric.FRAMES_REFUSED, "empty").add(100);
        meters.tally(Metric.CONNECTIONS_REFUSED, "tcp", "limit").add(1);
        meters.tally(Metric.CONNECTIONS_REFUSED, "tls", "sender-limit").add(1);
        meters.tally(Metric.CONNECTIONS_REFUSED, "tcp", "sender").add(100);
        meters.tally(Metric.CONNECTIONS_CUT, "tcp", "unfinished").add(1);
        meters.tally(Metric.CONNECTIONS_CUT, "tcp", "idle").add(100);
        meters.tally(Metric.DATAGRAMS_REFUSED).add(100);
        watch.look(START + 1000);
        assertThat(losses.lost(HOUR)).isEqualTo(4);
    }

    @Test
    void keepsTheMarksOverARestart() {
        losses.dropped(START, 5);
        losses.missing(START - 3_600_000, 7);
        new LossFile(directory, losses).write();
        LossHours later = new LossHours();
        new LossFile(directory, later).read();
        assertThat(later.lost(HOUR)).isEqualTo(5);
        assertThat(later.lost(HOUR - 1)).isEqualTo(7);
    }

    @Test
    void startsWithoutAFileThatIsMissingOrDamaged() throws Exception {
        LossFile file = new LossFile(directory, losses);
        file.read();
        for (String text : new String[] {"x", "1 2", "99999999999 1 1", "1 1 1\n".repeat(1000), "\ud7ff\u0000"}) {
            Files.writeString(directory.resolve("losses"), text);
            file.read();
        }
        Files.write(directory.resolve("losses"), new byte[] {(byte) 0xff, 0});
        file.read();
        losses.dropped(START, 5);
        file.write();
        assertThat(Files.readString(directory.resolve("losses"))).isEqualTo(HOUR + " 5 0\n");
    }
}
