package io.beaconward.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The priority with which systemd's journal files a line: {@code <3>} for an error (sd-daemon(3)). */
public final class JournalPriority extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        int level = event.getLevel().toInt();
        if (level >= Level.ERROR_INT) return "<3>";
        if (level >= Level.WARN_INT) return "<4>";
        return level >= Level.INFO_INT ? "<6>" : "<7>";
    }
}
