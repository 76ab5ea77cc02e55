package io.beaconward.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.status.NopStatusListener;
import io.beaconward.config.Settings;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * How the log is written: to standard error, a line an event, as text for people or as JSON. Under systemd's journal, which
 * stamps lines itself, text lines begin with their priority instead of the time. What strangers can put into a message or
 * an exception's text cannot begin a line of its own nor move a terminal's cursor: control and formatting characters
 * become question marks, in JSON escapes.
 */
public final class Logging {
    private static final String UNSAFE = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]";

    /** Within a stack trace line ends and tabs stay, where the next line is one that a stack trace has. */
    private static final String UNSAFE_IN_TRACE =
            "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]|\\n(?!\\t|Caused by: |Wrapped by: |$)";

    private static final String TEXT =
            "%logger{0} - %replace(%msg){'" + UNSAFE + "', '?'}%n%replace(%ex){'" + UNSAFE_IN_TRACE + "', '?'}";
    private static final String MESSAGE = "%-5level [%thread] " + TEXT;
    private static final String EARLY = "%-5level " + TEXT;
    private static final String STAMPED = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} " + MESSAGE;
    private static final String JOURNAL = "%priority" + MESSAGE;

    private Logging() {}

    /** Sets the log up as the settings say. */
    public static void configure(Settings.Log log) {
        configure(log, (LoggerContext) LoggerFactory.getILoggerFactory(), System.getenv());
    }

    static void configure(Settings.Log log, LoggerContext context, Map<String, String> environment) {
        context.reset();
        write(context, log.format() == Settings.Log.Format.JSON ? json(context) : text(context, environment));
        level(log, context);
    }

    /** Sets the log up for the time until the settings are read, and for commands that have none. */
    static void early(LoggerContext context) {
        write(context, text(context, EARLY));
    }

    private static void write(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        context.getStatusManager().add(new NopStatusListener());
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("STDERR");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.WARN);
        // Its warnings tell a programmer how to use it; what matters of them is said in our own words.
        context.getLogger("net.openhft").setLevel(Level.ERROR);
    }

    /** Writes lines from another severity on, from now on. */
    public static void level(Settings.Log log) {
        level(log, (LoggerContext) LoggerFactory.getILoggerFactory());
    }

    static void level(Settings.Log log, LoggerContext context) {
        context.getLogger("io.beaconward").setLevel(Level.toLevel(log.level().name()));
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context, Map<String, String> environment) {
        PatternLayout.DEFAULT_CONVERTER_SUPPLIER_MAP.putIfAbsent("priority", JournalPriority::new);
        return text(context, environment.containsKey("JOURNAL_STREAM") ? JOURNAL : STAMPED);
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonLines encoder = new JsonLines();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
