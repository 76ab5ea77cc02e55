package io.beaconward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * The baseline rule against an independent answer: the same lines' true values go into SQLite, and the rule is a query
 * there. Catalogue membership is written once more, as patterns of SQL, for the seed tier alone.
 */
class HuntOracleTest {
    private static final Instant DAY = Instant.parse("2026-03-10T00:00:00Z");

    private static final String QUERY = """
            with flow as (
              select time, src,
                     rtrim(lower(case when instr(host, ':') > 0 then substr(host, 1, instr(host, ':') - 1) else host end), '.') as host,
                     coalesce(sent, 0) as sent, coalesce(received, 0) as received
              from line)
            select strftime('%Y-%m-%dT%H:%M:%SZ', min(time), 'unixepoch') as first_seen,
                   strftime('%Y-%m-%dT%H:%M:%SZ', max(time), 'unixepoch') as last_seen,
                   src, host, count(*) as connections, count(distinct time / 3600) as hours,
                   sum(sent) as sent, sum(received) as received
            from flow
            where host = 'script.google.com'
               or (host glob '?*.workers.dev') or (host glob '?*.cloudflareworkers.com')
               or (host glob '?*.execute-api.?*.amazonaws.com') or (host glob '?*.lambda-url.?*.amazonaws.com')
               or (host glob '?*.cloudfunctions.net') or (host glob '?*.run.app') or (host glob '?*.azurewebsites.net')
               or (host glob '?*.pages.dev') or (host glob '?*.netlify.app') or (host glob '?*.vercel.app')
               or (host glob '?*.supabase.co') or (host glob '?*.deno.dev')
            group by src, host
            having count(*) >= 12 and count(distinct time / 3600) >= 3
               and 1.0 * sum(sent) / count(*) < 4096 and 1.0 * sum(received) / count(*) < 16384
               and 1.0 * count(*) / count(distinct time / 3600) >= 2
            order by connections desc, src, host
            """;

    private static final List<String> NAMES = List.of(
            "api.workers.dev",
            "a.b.workers.dev",
            "workers.dev",
            "evilworkers.dev",
            "a.workers.dev.evil.com",
            "x1.execute-api.eu-west-1.amazonaws.com",
            "execute-api.eu-west-1.amazonaws.com",
            "x1.execute-api.amazonaws.com",
            "u.lambda-url.us-east-1.amazonaws.com",
            "script.google.com",
            "my.script.google.com",
            "f-abc.cloudfunctions.net",
            "svc-x.a.run.app",
            "run.app",
            "site.azurewebsites.net",
            "p.pages.dev",
            "n.netlify.app",
            "v.vercel.app",
            "db.supabase.co",
            "d.deno.dev",
            "d.deno.development",
            "www.example.com");

    private final Random random = new Random(7);
    private final List<String> lines = new ArrayList<>();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void answersAsTheQueryDoes(long seed) throws Exception {
        random.setSeed(seed);
        try (Connection database = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            try (Statement create = database.createStatement()) {
                create.execute("create table line (time integer, src text, host text, sent integer, received integer)");
            }
            generate(database);
            List<String> expected = oracle(database);
            assertThat(expected).as("pairs that the rule holds for").hasSizeGreaterThan(20);
            assertThat(lines).hasSizeGreaterThan(3000);
            assertThat(hunt()).isEqualTo(expected);
        }
    }

    private void generate(Connection database) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement("insert into line values (?, ?, ?, ?, ?)")) {
            for (int pair = 0; pair < 250; pair++) pair(pair, insert);
        }
        Collections.shuffle(lines, random);
    }

    /** One pair near the rule's edges: 11 to 13 connections or many, 2 to 4 hours, averages at and around the limits. */
    private void pair(int number, PreparedStatement insert) throws SQLException {
        String source = source(number);
        String name = NAMES.get(random.nextInt(NAMES.size()));
        int connections = random.nextInt(3) > 0 ? 11 + random.nextInt(3) : 12 + random.nextInt(60);
        int hours = 2 + random.nextInt(3);
        if (random.nextInt(6) == 0) hours = connections / 2 + random.nextInt(2); // at least two an hour, or just not
        long sent = pick(100, 4095, 4096, 4097);
        long received = pick(500, 16_383, 16_384, 16_385);
        int firstHour = random.nextInt(20);
        long lift = random.nextInt(4) == 0 ? 1 : 0; // one byte more or less in one of the connections
        for (int i = 0; i < connections; i++) {
            long second = (firstHour + i % hours) * 3600L + pick(0, 3599, random.nextInt(3600));
            boolean known = random.nextInt(12) > 0;
            Long logged = known ? Long.valueOf(sent + (i == 0 ? -lift : 0)) : null;
            Long answered = known && random.nextInt(20) > 0 ? Long.valueOf(received - (i == 0 ? lift : 0)) : null;
            String host = spelled(name);
            Instant time = DAY.plusSeconds(second);
            lines.add(header(time) + body(source, host, logged, answered));
            insert.setLong(1, time.getEpochSecond());
            insert.setString(2, source);
            insert.setString(3, host);
            insert.setObject(4, logged);
            insert.setObject(5, answered);
            insert.execute();
        }
    }

    private long pick(long... values) {
        return values[random.nextInt(values.length)];
    }

    private static String source(int number) {
        return number % 4 == 0
                ? "2001:db8::" + Integer.toHexString(number + 1)
                : "10.1." + number / 50 + "." + number % 50;
    }

    private String spelled(String name) {
        return switch (random.nextInt(6)) {
            case 0 -> name.toUpperCase(java.util.Locale.ROOT);
            case 1 -> name + ":443";
            case 2 -> name + ".";
            default -> name;
        };
    }

    private String header(Instant time) {
        String iso = time.toString();
        return switch (random.nextInt(3)) {
            case 0 -> "<134>1 " + iso + " fw1 proxy 77 - - ";
            case 1 -> "<134>" + iso + " fw1 proxy[77]: ";
            default -> "<134>" + iso.replace("Z", "+00:00") + " fw1 proxy: ";
        };
    }

    private String body(String source, String host, Long sent, Long received) {
        String quote = random.nextBoolean() ? "\"" : "";
        List<String> fields = new ArrayList<>(List.of(
                "src=" + source,
                destinationKey(host, quote),
                "vhost=decoy.workers.dev",
                "msg=\"host=decoy.run.app src=9.9.9.9\"",
                "url=/x?src=8.8.8.8"));
        if (sent != null) fields.add("bytes_sent=" + quote + sent + quote);
        if (received != null) fields.add("bytes_received=" + received);
        Collections.shuffle(fields, random);
        return String.join(" ", fields);
    }

    private String destinationKey(String host, String quote) {
        return switch (random.nextInt(5)) {
            case 0 -> "cs-host: " + host;
            case 1 -> "destinationhostname=" + quote + host + quote;
            case 2 -> "host=" + quote + host + quote + " destinationhostname=decoy.pages.dev";
            default -> "host=" + quote + host + quote;
        };
    }

    private static List<String> oracle(Connection database) throws SQLException {
        List<String> rows = new ArrayList<>();
        rows.add(
                "first_seen,last_seen,src_ip,destination,connection_count,hourly_buckets,avg_conn_per_hour,avg_bytes_sent,"
                        + "avg_bytes_recv");
        try (Statement select = database.createStatement();
                ResultSet row = select.executeQuery(QUERY)) {
            while (row.next()) {
                BigDecimal connections = row.getBigDecimal("connections");
                rows.add(String.join(
                        ",",
                        row.getString("first_seen"),
                        row.getString("last_seen"),
                        row.getString("src"),
                        row.getString("host"),
                        connections.toPlainString(),
                        row.getString("hours"),
                        average(connections, row.getBigDecimal("hours")),
                        average(row.getBigDecimal("sent"), connections),
                        average(row.getBigDecimal("received"), connections)));
            }
        }
        return rows;
    }

    private static String average(BigDecimal sum, BigDecimal count) {
        BigDecimal average = sum.divide(count, 3, RoundingMode.HALF_UP).stripTrailingZeros();
        return (average.scale() < 0 ? average.setScale(0) : average).toPlainString();
    }

    private List<String> hunt() throws Exception {
        Path file = Files.write(directory.resolve("proxy.log"), lines);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HuntCommand command = new HuntCommand(
                (settings, catalogue, alerts, heldBack) -> {
                    throw new AssertionError("no replay was asked for");
                },
                InputStream.nullInputStream(),
                out,
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8));
        int code = new CommandLine(command).execute("--format", "csv", "--tier", "seed", file.toString());
        assertThat(code).isZero();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
