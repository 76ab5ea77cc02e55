package io.beaconward;

import io.beaconward.cli.Failure;
import io.beaconward.config.ConfigException;
import io.beaconward.counters.Pairs;
import io.beaconward.ops.Hangup;
import io.beaconward.ops.Logging;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the appliance until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs the appliance (the default command).")
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Option(names = "--config", paramLabel = "FILE", description = "The settings; none: the embedded ones.")
    private @Nullable Path config;

    @Override
    public Integer call() throws InterruptedException {
        Hangup hangup = Hangup.heard(); // before all else: by itself Java ends at SIGHUP
        Thread preload = new Thread(RunCommand::preload, "preload");
        preload.setDaemon(true);
        preload.start();
        Instructions instructions;
        try {
            instructions = Instructions.read(Optional.ofNullable(config), System.getenv());
        } catch (ConfigException e) {
            return Failure.configuration(System.err, e);
        }
        Logging.configure(instructions.settings().log());
        LOG.info(
                "Beaconward {} starts, watching {} patterns",
                Version.number(),
                instructions.catalogue().size());
        instructions.effective().forEach(line -> LOG.info("setting {}", line));
        return run(instructions, hangup);
    }

    /** What may be done beside the rest of the start. */
    private static void preload() {
        Pairs.preload(); // a third of a second
        StageCompilation.limit();
    }

    private static int run(Instructions instructions, Hangup hangup) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger code = new AtomicInteger(Failure.FINE);
        Appliance appliance = new Appliance(instructions, cause -> {
            code.set(Failure.FAILED);
            end.countDown();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(appliance::close, "stop")); // first: a signal may come at once
        try {
            appliance.start();
        } catch (StartFailure e) {
            LOG.error("{}", e.getMessage());
            LOG.debug("because of", e.getCause());
            appliance.close();
            return Failure.FAILED;
        }
        hangup.then(appliance::reload);
        end.await();
        return code.get(); // Main exits with it, and the hook closes the appliance
    }
}
