package io.beaconward.ops;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * What Logback asks how to log before the settings are read, in place of a file in XML, which takes it a third of a second to read. A
 * file that {@code -Dlogback.configurationFile} names goes before, and {@code logback-test.xml} where there is one.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class EarlyLogging extends ContextAwareBase implements Configurator {
    /** For Logback, which makes one by way of {@code META-INF/services}. */
    public EarlyLogging() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        boolean fileGiven = System.getProperty("logback.configurationFile") != null
                || EarlyLogging.class.getResource("/logback-test.xml") != null;
        if (fileGiven) return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        Logging.early(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
