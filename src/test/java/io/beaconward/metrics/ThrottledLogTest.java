package io.beaconward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThrottledLogTest {
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    // Nanosecond clocks may begin anywhere and run over.
    private long nanos = Long.MAX_VALUE - 5;
    private final ThrottledLog log =
            new ThrottledLog(context.getLogger("throttled"), Duration.ofNanos(10), () -> nanos);

    @BeforeEach
    void collect() {
        written.start();
        context.getLogger("throttled").addAppender(written);
    }

    @Test
    void writesTheFirstLineAtOnce() {
        log.warn("the disk {} is full");

        assertThat(lines()).containsExactly("the disk {} is full");
        assertThat(written.list.get(0).getLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void holdsLinesBackWithinTheIntervalAndTellsHowMany() {
        log.warn("first");
        nanos += 9;
        log.warn("second");
        log.warn("third");
        nanos += 1;
        log.warn("fourth");

        assertThat(lines()).containsExactly("first", "fourth (2 more like this since the last such line)");
    }

    @Test
    void startsToCountAnewWithEachLine() {
        log.warn("first");
        log.warn("second");
        nanos += 10;
        log.warn("third");
        nanos += 10;
        log.warn("fourth");

        assertThat(lines()).containsExactly("first", "third (1 more like this since the last such line)", "fourth");
    }

    @Test
    void writesTheStackTraceOfTheLineItWrites() {
        log.warn("first", new IllegalStateException("a defect"));
        log.warn("second", new IllegalStateException("the same defect"));

        assertThat(written.list).hasSize(1);
        assertThat(written.list.get(0).getThrowableProxy().getMessage()).isEqualTo("a defect");
    }

    private List<String> lines() {
        return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
