package io.beaconward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottledLogTest {
    @Test
    void writesOneLineAnIntervalAndSaysHowManyItHeldBack() {
        LoggerContext context = new LoggerContext();
        Logger logger = context.getLogger("test");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // System.nanoTime may wrap
        ThrottledLog log = new ThrottledLog(logger, Duration.ofSeconds(10), nanos::get);
        log.warn("a");
        for (int i = 0; i < 3; i++) log.warn("b");
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        log.warn("c", new IllegalStateException("why"));
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        log.warn("d");
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("a", "c (3 more like this since the last such line)", "d");
        assertThat(lines.list.get(1).getThrowableProxy().getMessage()).isEqualTo("why");
    }
}
