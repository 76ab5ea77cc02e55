package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real senders, and the real reader of metrics. */
class SendersIT {
    private static final String BODY = "src=10.0.0.1 host=evil.workers.dev bytes_sent=200 bytes_received=900";

    @TempDir
    private Path directory;

    @Test
    void loggerIsHeardOverUdpAndTcpInBothHeaderFormats() throws Exception {
        Tool.require("logger");
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            String port = Integer.toString(appliance.udp().getPort());
            String streamPort = Integer.toString(appliance.tcp().getPort());
            log("-P", port, "-d", BODY);
            log("-P", port, "-d", "--rfc3164", "-t", "proxy", BODY);
            log("-P", streamPort, "-T", BODY);
            log("-P", streamPort, "-T", "--octet-count", BODY);
            appliance.awaitMetric("beaconward_contacts_total", 4);
            assertThat(appliance.metric("beaconward_messages_total", "generic-kv"))
                    .isEqualTo(4);
            assertThat(appliance.metric("beaconward_frames_total", "tcp")).isEqualTo(2);
        }
    }

    private static void log(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 3];
        command[0] = "logger";
        command[1] = "-n";
        command[2] = "127.0.0.1";
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        Tool.Result result = Tool.run(command);
        assertThat(result.code()).as(result.output()).isZero();
    }

    @Test
    void rsyslogForwardsToUsOverUdpAndOctetCountedTcp() throws Exception {
        Tool.require("rsyslogd");
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            Path input = directory.resolve("proxy.log");
            Path configuration = Files.writeString(directory.resolve("rsyslog.conf"), """
                    module(load="imfile")
                    global(workDirectory="%s")
                    input(type="imfile" file="%s" tag="proxy:" ruleset="out")
                    ruleset(name="out") {
                      action(type="omfwd" target="127.0.0.1" port="%d" protocol="udp" template="RSYSLOG_SyslogProtocol23Format")
                      action(type="omfwd" target="127.0.0.1" port="%d" protocol="tcp" TCP_Framing="octet-counted"
                             template="RSYSLOG_ForwardFormat")
                    }
                    """.formatted(
                    directory, input, appliance.udp().getPort(), appliance.tcp().getPort()));
            Files.writeString(input, (BODY + "\n").repeat(50));
            Process rsyslog = new ProcessBuilder(
                            "rsyslogd",
                            "-n",
                            "-f",
                            configuration.toString(),
                            "-i",
                            directory.resolve("rsyslog.pid").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("rsyslog.out").toFile())
                    .start();
            try {
                appliance.awaitMetric("beaconward_contacts_total", 100);
                assertThat(appliance.metric("beaconward_frames_total", "udp")).isEqualTo(50);
                assertThat(appliance.metric("beaconward_frames_total", "tcp")).isEqualTo(50);
                assertThat(appliance.metric("beaconward_messages_total", "unknown"))
                        .isZero();
            } finally {
                rsyslog.destroy();
                rsyslog.waitFor();
            }
        }
    }

    @Test
    void promtoolFindsNothingWrongWithTheMetrics() throws Exception {
        Tool.require("promtool");
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            Path page = Files.writeString(directory.resolve("metrics"), appliance.get("/metrics"));
            Tool.Result checked = Tool.run("bash", "-c", "promtool check metrics < " + page);
            assertThat(checked.output().lines().filter(line -> line.contains("beaconward_")))
                    .isEmpty();
        }
    }
}
