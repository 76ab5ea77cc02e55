package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The systemd unit and the settings it is installed with. */
class UnitIT {
    private static final int FIRST_TO_KEEP_ARCHIVES = 19;

    @TempDir
    private Path directory;

    @Test
    void systemdAcceptsTheUnit() throws Exception {
        Tool.require("systemd-analyze");
        // The paths of an installed service do not exist here: a program that does stands for the java that may not.
        String unit = Files.readString(Path.of("systemd/beaconward.service")).replace("/usr/bin/java", "/bin/true");
        Path copy = Files.writeString(directory.resolve("beaconward.service"), unit);
        Tool.Result verified = Tool.run("systemd-analyze", "verify", "--man=no", copy.toString());
        assertThat(verified.output().lines().filter(line -> line.contains("beaconward.service")))
                .isEmpty();
        assertThat(verified.code()).as(verified.output()).isZero();
    }

    @Test
    void theUnitIsHardened() throws Exception {
        Tool.require("systemd-analyze");
        Tool.Result score = Tool.run(
                "systemd-analyze", "security", "--offline=true", "--threshold=20", "systemd/beaconward.service");
        assertThat(score.code()).as(score.output()).isZero();
    }

    @Test
    void startsWithTheFlagsOfTheUnitAndKeepsAnArchiveOfClassesWhereJavaCan() throws Exception {
        String flags = Files.readAllLines(Path.of("systemd/beaconward.service")).stream()
                .flatMap(line -> Stream.of(line.split(" +")))
                .filter(word -> word.startsWith("-XX:"))
                .collect(Collectors.joining(" "))
                .replace("/var/cache/beaconward", directory.toString());
        for (int start = 0; start < 2; start++) {
            try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of("JDK_JAVA_OPTIONS", flags))) {
                assertThat(appliance.get("/readyz")).contains("ok");
            }
        }
        boolean keeps = Runtime.version().feature() >= FIRST_TO_KEEP_ARCHIVES;
        assertThat(Files.exists(directory.resolve("classes.jsa"))).isEqualTo(keeps);
    }

    @Test
    void theShippedSettingsAreFine() throws Exception {
        Configuration shipped = Configuration.read(Optional.of(Path.of("systemd/beaconward.yaml")), Map.of());
        assertThat(shipped.effective()).anyMatch(line -> line.startsWith("listen.udp = [::]:514"));
        assertThat(shipped.settings().data().directory()).isEqualTo(Path.of("/var/lib/beaconward"));
    }
}
