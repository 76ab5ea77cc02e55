package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            Process rsyslog = rsyslog(configuration);
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

    private Process rsyslog(Path configuration) throws IOException {
        return new ProcessBuilder(
                        "rsyslogd",
                        "-n",
                        "-f",
                        configuration.toString(),
                        "-i",
                        directory.resolve("rsyslog.pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("rsyslog.out").toFile())
                .start();
    }

    /** {@code NAME.pem} and {@code NAME.key}, an authority of its own. */
    private void makeCertificate(String name) throws Exception {
        Tool.Result made = Tool.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=DNS:" + name,
                "-keyout",
                directory.resolve(name + ".key").toString(),
                "-out",
                directory.resolve(name + ".pem").toString());
        assertThat(made.code()).as(made.output()).isZero();
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void opensslSendsOverTls() throws Exception {
        Tool.require("openssl");
        makeCertificate("logs.example.net");
        Map<String, String> tls = Map.of(
                "BEACONWARD_LISTEN_TLS", "127.0.0.1:0",
                "BEACONWARD_TLS_CERTIFICATE", file("logs.example.net.pem"),
                "BEACONWARD_TLS_KEY", file("logs.example.net.key"));
        try (RunningAppliance appliance = RunningAppliance.start(directory, tls)) {
            String client =
                    " | openssl s_client -quiet -no_ign_eof -verify_return_error -verify_hostname logs.example.net -CAfile "
                            + file("logs.example.net.pem") + " -connect 127.0.0.1:"
                            + appliance.tls().getPort();
            for (String version : List.of("-tls1_2", "-tls1_3")) {
                Tool.Result sent =
                        Tool.run("bash", "-o", "pipefail", "-c", "echo '" + BODY + "'" + client + " " + version);
                assertThat(sent.code()).as(sent.output()).isZero();
            }
            appliance.awaitMetric("beaconward_contacts_total", 2);
            assertThat(appliance.metric("beaconward_frames_total", "tls")).isEqualTo(2);
            assertThat(Tool.run("bash", "-c", "echo x" + client + " -tls1_1 -cipher ALL:@SECLEVEL=0")
                            .code())
                    .isNotZero();
            assertThat(appliance.metric("beaconward_tls_certificate_not_after_timestamp_seconds"))
                    .isGreaterThan(System.currentTimeMillis() / 1000.0);
        }
    }

    @Test
    void rsyslogForwardsToUsOverTlsWithACertificateOfItsOwn() throws Exception {
        Tool.require("openssl");
        Tool.requireRsyslogWithTls();
        makeCertificate("logs.example.net");
        makeCertificate("relay.example.net");
        Map<String, String> tls = Map.of(
                "BEACONWARD_LISTEN_TLS",
                "127.0.0.1:0",
                "BEACONWARD_TLS_CERTIFICATE",
                file("logs.example.net.pem"),
                "BEACONWARD_TLS_KEY",
                file("logs.example.net.key"),
                "BEACONWARD_TLS_CLIENT_AUTH",
                "required",
                "BEACONWARD_TLS_CLIENT_CA",
                file("relay.example.net.pem"),
                "BEACONWARD_TLS_PERMITTED_PEERS",
                "*.example.net");
        try (RunningAppliance appliance = RunningAppliance.start(directory, tls)) {
            Path input = Files.writeString(directory.resolve("proxy.log"), (BODY + "\n").repeat(50));
            Path configuration = Files.writeString(directory.resolve("rsyslog.conf"), """
                    module(load="imfile")
                    global(workDirectory="%s" defaultNetstreamDriver="gtls" defaultNetstreamDriverCAFile="%s"
                           defaultNetstreamDriverCertFile="%s" defaultNetstreamDriverKeyFile="%s")
                    input(type="imfile" file="%s" tag="proxy:" ruleset="out")
                    ruleset(name="out") {
                      action(type="omfwd" target="127.0.0.1" port="%d" protocol="tcp" TCP_Framing="octet-counted"
                             template="RSYSLOG_SyslogProtocol23Format" streamDriver="gtls" streamDriverMode="1"
                             streamDriverAuthMode="x509/name" streamDriverPermittedPeers="logs.example.net")
                    }
                    """.formatted(
                            directory,
                            file("logs.example.net.pem"),
                            file("relay.example.net.pem"),
                            file("relay.example.net.key"),
                            input,
                            appliance.tls().getPort()));
            Process rsyslog = rsyslog(configuration);
            try {
                appliance.awaitMetric("beaconward_contacts_total", 50);
                assertThat(appliance.metric("beaconward_frames_total", "tls")).isEqualTo(50);
                assertThat(appliance.metric("beaconward_tls_handshakes_failed_total"))
                        .isZero();
            } finally {
                rsyslog.destroy();
                rsyslog.waitFor();
            }
        }
    }

    @Test
    void loggerIsHeardOverUnixSockets() throws Exception {
        Tool.require("logger");
        Map<String, String> sockets =
                Map.of("BEACONWARD_LISTEN_UNIX", file("stream"), "BEACONWARD_LISTEN_UNIX_DATAGRAM", file("datagram"));
        try (RunningAppliance appliance = RunningAppliance.start(directory, sockets)) {
            for (String socket : List.of("stream", "datagram")) {
                Tool.Result sent = Tool.run("logger", "-u", file(socket), "-t", "proxy", BODY);
                assertThat(sent.code()).as(sent.output()).isZero();
            }
            appliance.awaitMetric("beaconward_contacts_total", 2);
            assertThat(appliance.metric("beaconward_frames_total", "\"unix\"")).isEqualTo(1);
            assertThat(appliance.metric("beaconward_frames_total", "unix-datagram"))
                    .isEqualTo(1);
        }
    }

    @Test
    void syslogNgForwardsToUsOverUdpOctetCountedTcpAndTlsWithACertificateOfItsOwn() throws Exception {
        Tool.require("openssl");
        Tool.prefer("syslog-ng"); // which Debian does not install beside rsyslog; .ci/run unpacks it where it can
        makeCertificate("logs.example.net");
        makeCertificate("relay.example.net");
        Map<String, String> tls = Map.of(
                "BEACONWARD_LISTEN_TLS", "127.0.0.1:0",
                "BEACONWARD_TLS_CERTIFICATE", file("logs.example.net.pem"),
                "BEACONWARD_TLS_KEY", file("logs.example.net.key"),
                "BEACONWARD_TLS_CLIENT_AUTH", "required",
                "BEACONWARD_TLS_CLIENT_CA", file("relay.example.net.pem"));
        try (RunningAppliance appliance = RunningAppliance.start(directory, tls)) {
            Path input = Files.writeString(directory.resolve("proxy.log"), (BODY + "\n").repeat(50));
            Path configuration = Files.writeString(directory.resolve("syslog-ng.conf"), """
                    @version: 3.38
                    options { stats-freq(0); };
                    source in { file("%s" flags(no-parse) follow-freq(1)); };
                    destination udp { network("127.0.0.1" port(%d) transport("udp")); };
                    destination tcp { syslog("127.0.0.1" port(%d) transport("tcp")); };
                    destination tls { syslog("127.0.0.1" port(%d) transport("tls") tls(peer-verify(yes)
                      ca-file("%s") cert-file("%s") key-file("%s"))); };
                    log { source(in); destination(udp); destination(tcp); destination(tls); };
                    """.formatted(
                            input,
                            appliance.udp().getPort(),
                            appliance.tcp().getPort(),
                            appliance.tls().getPort(),
                            file("logs.example.net.pem"),
                            file("relay.example.net.pem"),
                            file("relay.example.net.key")));
            Process syslogNg = syslogNg(configuration);
            try {
                appliance.awaitMetric("beaconward_contacts_total", 150);
                for (String transport : List.of("udp", "tcp", "tls"))
                    assertThat(appliance.metric("beaconward_frames_total", transport))
                            .as(transport)
                            .isEqualTo(50);
                assertThat(appliance.metric("beaconward_messages_total", "unknown"))
                        .isZero();
            } finally {
                syslogNg.destroy();
                syslogNg.waitFor();
            }
        }
    }

    private Process syslogNg(Path configuration) throws IOException {
        return new ProcessBuilder(
                        "syslog-ng",
                        "-F",
                        "--no-caps",
                        "--cfgfile=" + configuration,
                        "--persist-file=" + file("syslog-ng.persist"),
                        "--pidfile=" + file("syslog-ng.pid"),
                        "--control=" + file("syslog-ng.ctl"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("syslog-ng.out").toFile())
                .start();
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
