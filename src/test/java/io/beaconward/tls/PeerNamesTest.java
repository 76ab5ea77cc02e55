package io.beaconward.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerNamesTest {
    @TempDir
    private Path directory;

    @Test
    void aCertificatesNamesAreThoseOfItsExtensionsAndItsSubject() throws Exception {
        TestAuthority authority = new TestAuthority(directory, "authority")
                .sign("fw1", "CN=Firewall One\\, Berlin,O=Example", "-ext", "san=dns:FW1.example.net,ip:192.0.2.1")
                .sign("bare", "CN=fw2.example.net");
        assertThat(PeerNames.of(authority.certificate("fw1")))
                .containsExactlyInAnyOrder("fw1.example.net", "192.0.2.1", "firewall one, berlin");
        assertThat(PeerNames.of(authority.certificate("bare"))).containsExactly("fw2.example.net");
    }
}
