package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.tls.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar's HTTP over TLS, as curl sees it, and as Prometheus would ask for it. */
class HttpsIT {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path directory;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void makeFiles() throws Exception {
        Tool.require("curl");
        new TestAuthority(directory, "authority")
                .sign("http", "CN=logs.example.net", "-ext", "san=ip:127.0.0.1")
                .sign("next", "CN=next.example.net", "-ext", "san=ip:127.0.0.1");
        Path token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        settings.put("BEACONWARD_HTTP_TOKEN_FILE", token.toString());
        settings.put(
                "BEACONWARD_HTTP_CERTIFICATE", directory.resolve("http.pem").toString());
        settings.put("BEACONWARD_HTTP_KEY", directory.resolve("http.key").toString());
    }

    private Tool.Result curl(RunningAppliance appliance, String scheme, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-v", "--max-time", "20", "--cacert"));
        command.add(directory.resolve("authority.pem").toString());
        command.addAll(List.of(more));
        command.add(scheme + "://127.0.0.1:" + appliance.http().getPort() + "/metrics");
        return Tool.run(command.toArray(String[]::new));
    }

    @Test
    void curlReadsTheMetricsWithTheTokenAloneAndSeesTheRenewedCertificate() throws Exception {
        try (RunningAppliance appliance = RunningAppliance.start(directory, settings)) {
            for (List<String> shown : List.of(
                    List.of("--user", "prometheus:" + TOKEN), List.of("-H", "Authorization: Bearer " + TOKEN))) {
                Tool.Result answer = curl(appliance, "https", shown.toArray(String[]::new));
                assertThat(answer.code()).as(answer.output()).isZero();
                assertThat(answer.output())
                        .contains("CN=logs.example.net", "beaconward_tls_certificate_not_after_timestamp_seconds{")
                        .doesNotContain("unexpected eof");
            }
            assertThat(curl(appliance, "https").output())
                    .contains("401 Unauthorized", "Bearer realm=", "Basic realm=")
                    .doesNotContain("beaconward_");
            Tool.Result plain = curl(appliance, "http", "--user", "prometheus:" + TOKEN);
            assertThat(plain.output()).doesNotContain("beaconward_");
            for (String file : List.of(".pem", ".key"))
                Files.move(
                        directory.resolve("next" + file),
                        directory.resolve("http" + file),
                        StandardCopyOption.REPLACE_EXISTING);
            appliance.hangUp();
            appliance.awaitLog(line -> line.contains("http.certificate: TLS shows new connections"));
            assertThat(curl(appliance, "https", "--user", "prometheus:" + TOKEN).output())
                    .contains("CN=next.example.net", "beaconward_frames_total");
        }
    }

    @Test
    void aKeyThatDoesNotFitStopsTheStart() throws Exception {
        settings.put("BEACONWARD_HTTP_KEY", directory.resolve("next.key").toString());
        try (RunningAppliance appliance = RunningAppliance.launch("java", directory, settings, "run")) {
            appliance.awaitLog(line -> line.contains("http.key") && line.contains("is not the key"));
            assertThat(appliance.awaitExit()).isNotZero();
            assertThat(appliance.log()).noneMatch(line -> line.contains("ready:"));
        }
    }
}
