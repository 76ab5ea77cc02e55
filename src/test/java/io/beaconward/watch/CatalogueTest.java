package io.beaconward.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Ascii;
import io.beaconward.config.CatalogueFile;
import io.beaconward.config.Settings;
import io.beaconward.dialect.Flow;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
    private static Catalogue embedded(Settings.Catalogue.Tier tier, String... own) throws Exception {
        return new Catalogue(
                CatalogueFile.read(Optional.empty()), new Settings.Catalogue(tier, Optional.empty(), List.of(own)));
    }

    private static Service match(Catalogue catalogue, String name) {
        byte[] bytes = ("  " + name + ":443").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return catalogue.match(bytes, 2, bytes.length - 4);
    }

    @Test
    void theSeedTierIsExactlyTheThirteen() throws Exception {
        assertThat(CatalogueFile.read(Optional.empty()).providers().stream()
                        .filter(p -> p.tier() == Settings.Catalogue.Tier.SEED)
                        .flatMap(p -> p.patterns().stream()))
                .containsExactlyInAnyOrder(
                        "*.workers.dev",
                        "*.cloudflareworkers.com",
                        "*.execute-api.*.amazonaws.com",
                        "*.lambda-url.*.amazonaws.com",
                        "script.google.com",
                        "*.cloudfunctions.net",
                        "*.run.app",
                        "*.azurewebsites.net",
                        "*.pages.dev",
                        "*.netlify.app",
                        "*.vercel.app",
                        "*.supabase.co",
                        "*.deno.dev");
        assertThat(embedded(Settings.Catalogue.Tier.SEED).size()).isEqualTo(13);
        assertThat(embedded(Settings.Catalogue.Tier.EXTENDED).size()).isGreaterThan(60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.workers.dev",
                "A.WORKERS.DEV",
                "a.b.c.workers.dev",
                "x1.execute-api.eu-west-1.amazonaws.com",
                "a.x1.execute-api.us.gov.amazonaws.com",
                "script.google.com",
                "SCRIPT.google.com",
                "_dmarc.run.app",
                "u.lambda-url.x.amazonaws.com"
            })
    void seedNamesMatch(String name) throws Exception {
        assertThat(match(embedded(Settings.Catalogue.Tier.SEED), name)).isNotEqualTo(Service.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workers.dev",
                "evilworkers.dev",
                "a.workers.dev.evil.com",
                "my.script.google.com",
                "google.com",
                "dev",
                "",
                "execute-api.eu-west-1.amazonaws.com",
                "x.execute-api.amazonaws.com",
                "x..workers.dev",
                ".workers.dev",
                "a b.workers.dev",
                "a\u00e4.workers.dev",
                "u.lambda-url.eu-west-1.on.aws",
                "a.workers.dev.",
                "10.0.0.1"
            })
    void nearMissesDoNot(String name) throws Exception {
        assertThat(match(embedded(Settings.Catalogue.Tier.SEED), name)).isEqualTo(Service.NONE);
    }

    @Test
    void aNameOfMoreThan253BytesIsNone() throws Exception {
        String longest = "a.".repeat(121) + "workers.dev";
        assertThat(longest).hasSize(253);
        Catalogue catalogue = embedded(Settings.Catalogue.Tier.SEED);
        assertThat(match(catalogue, longest)).isNotEqualTo(Service.NONE);
        assertThat(match(catalogue, "b" + longest)).isEqualTo(Service.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "a.acct.workers.dev, Cloudflare Workers, acct.workers.dev",
        "x1.execute-api.eu-west-1.amazonaws.com, AWS API Gateway, x1.execute-api.eu-west-1.amazonaws.com",
        "script.google.com, Google Apps Script, script.google.com",
        "svc-1-uc.a.run.app, Google Cloud Run, svc-1-uc.a.run.app",
        "u.lambda-url.eu-west-1.on.aws, AWS Lambda (function URLs), u.lambda-url.eu-west-1.on.aws",
        "x.functions.supabase.co, Supabase Functions, x.functions.supabase.co",
        "deep.own.example.net, own pattern, deep.own.example.net",
    })
    void tellsProviderAndTenant(String name, String provider, String tenant) throws Exception {
        Service service = match(embedded(Settings.Catalogue.Tier.EXTENDED, "*.own.example.net"), name);
        assertThat(service.provider()).isEqualTo(provider);
        assertThat(service.tenant(name)).isEqualTo(tenant);
    }

    @Provide
    Arbitrary<List<String>> patterns() {
        Arbitrary<String> label = Arbitraries.of("a", "b", "dev", "*", "*");
        return label.list()
                .ofMinSize(0)
                .ofMaxSize(4)
                .map(labels -> String.join(".", labels) + (labels.isEmpty() ? "" : ".") + "a.dev")
                .list()
                .uniqueElements()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "dev", "c", "")
                .list()
                .ofMaxSize(7)
                .map(labels -> String.join(".", labels) + ".a.dev");
    }

    @Property
    void agreesWithAPlainMatcher(@ForAll("patterns") List<String> patterns, @ForAll("names") String name) {
        Catalogue catalogue = new Catalogue(
                new CatalogueFile(List.of()),
                new Settings.Catalogue(Settings.Catalogue.Tier.SEED, Optional.empty(), patterns));
        int expected = patterns.stream()
                .filter(p -> matches(p.split("\\."), name.split("\\.", -1)))
                .mapToInt(CatalogueTest::fixedLabels)
                .max()
                .orElse(-1);
        boolean clean = Arrays.stream(name.split("\\.", -1)).noneMatch(String::isEmpty);
        Service service = match(catalogue, name);
        assertThat(service.isNone()).isNotEqualTo(expected >= 0 && clean);
        if (!service.isNone()) assertThat(fixedLabels(service.pattern())).isEqualTo(expected);
    }

    private static int fixedLabels(String pattern) {
        return (int) Arrays.stream(pattern.split("\\."))
                .filter(label -> !label.equals("*"))
                .count();
    }

    private static boolean matches(String[] pattern, String[] name) {
        if (pattern.length == 0) return name.length == 0;
        if (name.length == 0) return false;
        String[] restOfName = Arrays.copyOfRange(name, 1, name.length);
        String[] restOfPattern = Arrays.copyOfRange(pattern, 1, pattern.length);
        if (pattern[0].equals("*")) return matches(restOfPattern, restOfName) || matches(pattern, restOfName);
        return pattern[0].equals(name[0]) && matches(restOfPattern, restOfName);
    }

    @Test
    void namesOfOneTenantShareANumberAndNoOthersDo() throws Exception {
        assertThat(tenant("a.evil.workers.dev")).isEqualTo(tenant("b.c.evil.workers.dev"));
        assertThat(tenant("A.Evil.Workers.Dev")).isEqualTo(tenant("a.evil.workers.dev"));
        assertThat(tenant("a.other.workers.dev")).isNotEqualTo(tenant("a.evil.workers.dev"));
        assertThat(tenant("script.google.com")).isNotEqualTo(tenant("a.evil.workers.dev"));
    }

    private static int tenant(String name) throws Exception {
        ContactFilter filter = new ContactFilter(embedded(Settings.Catalogue.Tier.EXTENDED));
        byte[] host = Ascii.bytes(name);
        Flow flow = new Flow();
        flow.host().set(host, 0, host.length);
        flow.source().parse("10.0.0.1");
        Contact contact = new Contact();
        assertThat(filter.match(flow, filter.service(flow), contact)).isTrue();
        return contact.tenant();
    }

    @Test
    void onlyFlowsWithSourceAndNameAreContactsAndNamesAreLowered() throws Exception {
        ContactFilter filter = new ContactFilter(embedded(Settings.Catalogue.Tier.SEED));
        byte[] host = Ascii.bytes("Beacon.Workers.Dev");
        Flow flow = new Flow();
        Contact contact = new Contact();
        flow.host().set(host, 0, host.length);
        assertThat(filter.match(flow, filter.service(flow), contact))
                .as("without a source")
                .isFalse();
        flow.source().parse("10.0.0.1");
        flow.bytesSent(5);
        flow.action(Flow.Action.BLOCKED);
        assertThat(filter.match(flow, filter.service(flow), contact)).isTrue();
        assertThat(new String(contact.name(), 0, contact.nameLength(), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("beacon.workers.dev");
        assertThat(contact.blocked()).isTrue();
        assertThat(contact.bytesSent()).isEqualTo(5);
        assertThat(contact.bytesKnown()).as("received is missing").isFalse();
        flow.dnsQuery().set(host, 0, host.length);
        assertThat(filter.match(flow, filter.service(flow), contact))
                .as("a DNS query")
                .isFalse();
    }
}
