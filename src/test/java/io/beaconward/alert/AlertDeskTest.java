package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beaconward.config.Settings;
import io.beaconward.detect.Finding;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class AlertDeskTest {
    private static final Pauses TINY = new Pauses(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMillis(1));
    private static final Pauses ENDLESS = new Pauses(Duration.ofHours(1), Duration.ofHours(2), Duration.ofMillis(1));
    private static final int OUTBOX = 30;
    private static final Settings.Ledger LEDGER = new Settings.Ledger(1000, OUTBOX, Duration.ofDays(7));
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    private Path directory;

    private SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Meters meters = new Meters(registry);
    private final BlockingQueue<Finding> raised = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.beaconward.alert");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listenToTheLog() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) open.get(i).close();
        logger.setAdditive(true);
        logger.detachAppender(log);
    }

    @Test
    void postsTheGenericJson() throws Exception {
        Receiver receiver = receiver();
        AlertDesk desk = desk(TINY, webhook("siem", receiver.url("/in?token=1"), LONG));

        assertThat(desk.offer(Findings.open())).isTrue();

        Receiver.Request request = receiver.next();
        Alert alert = Alert.of(Findings.open());
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/in?token=1");
        assertThat(request.body()).isEqualTo(GenericJson.write(alert));
        assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(request.headers().getFirst("User-Agent")).startsWith("beaconward/");
        assertThat(request.headers().getFirst("Idempotency-Key")).isEqualTo(alert.id() + "-open");
        assertThat(request.headers().containsKey("Authorization")).isFalse();
        assertThat(nextRaised()).isEqualTo(Findings.open());
        desk.close();
        assertThat(notifications("siem", "delivered")).isEqualTo(1);
        assertThat(meters.total(Metric.NOTIFICATIONS)).isEqualTo(1);
        assertThat(meters.total(Metric.NOTIFICATION_ATTEMPTS)).isEqualTo(1);
    }

    @Test
    void postsTheSlackText() throws Exception {
        Receiver receiver = receiver().reply(200, "ok");
        AlertDesk desk = desk(
                TINY, new Settings.Webhook("chat", receiver.url("/services/x"), Settings.Webhook.Format.SLACK, LONG));

        desk.offer(Findings.open());

        JsonNode body = new ObjectMapper().readTree(receiver.next().body());
        assertThat(body.get("text").textValue()).isEqualTo(SlackText.text(Alert.of(Findings.open())));
        nextRaised();
    }

    private static Settings.Webhook asking(String name, URI url) {
        return new Settings.Webhook(name, url, Settings.Webhook.Format.GENERIC, LONG, true);
    }

    @Test
    void sendsNoticesToThoseThatAskForThem() throws Exception {
        Receiver asks = receiver();
        Receiver other = receiver();
        AlertDesk desk = desk(TINY, asking("operators", asks.url("/")), webhook("siem", other.url("/"), LONG));
        Notice notice = NoticeTest.silent("192.0.2.1");

        assertThat(desk.offer(notice)).isTrue();
        assertThat(desk.offer(notice)).isTrue();
        assertThat(desk.offer(NoticeTest.over(notice))).isTrue();
        desk.offer(Findings.open());

        List<Receiver.Request> requests = List.of(asks.next(), asks.next(), asks.next());
        assertThat(requests)
                .extracting(request -> request.headers().getFirst("Idempotency-Key"))
                .contains(notice.id() + "-open", notice.id() + "-closed");
        assertThat(requests)
                .extracting(Receiver.Request::body)
                .contains(GenericJson.write(Alert.of(Findings.open())))
                .containsSubsequence(GenericJson.write(notice), GenericJson.write(NoticeTest.over(notice)));
        assertThat(other.next().body()).isEqualTo(GenericJson.write(Alert.of(Findings.open())));
        desk.close();
        assertThat(notifications("operators", "delivered")).isEqualTo(3);
        assertThat(notifications("siem", "delivered")).isEqualTo(1);
        assertThat(lines(Level.WARN))
                .containsExactly("notice open " + notice.id()
                        + " silent-sender: sender 192.0.2.1 is silent since 2026-11-24 09:30 UTC. At this hour it sends"
                        + " steadily, as a rule.");
    }

    @Test
    void sendsNoMoreAlertsAnHourThanTheReceiverIsToHave() throws Exception {
        Receiver receiver = receiver();
        Settings.Webhook chat =
                new Settings.Webhook("chat", receiver.url("/"), Settings.Webhook.Format.GENERIC, LONG, false, 3);
        AlertDesk desk = desk(TINY, chat);
        for (int i = 0; i < 5; i++) desk.offer(Findings.to(i + ".run.app"));
        for (int i = 0; i < 5; i++) nextRaised();
        desk.close();
        assertThat(notifications("chat", "delivered")).isEqualTo(3);
        assertThat(notifications("chat", "held_back")).isEqualTo(2);
        assertThat(lines(Level.WARN))
                .filteredOn(line -> line.contains("alerts-per-hour"))
                .hasSize(1);
    }

    @Test
    void sendsASummaryToEverybody() throws Exception {
        Receiver asks = receiver();
        Receiver other = receiver();
        AlertDesk desk = desk(TINY, asking("operators", asks.url("/")), webhook("siem", other.url("/"), LONG));
        Summary summary = SummaryTest.of("acme.workers.dev", List.of("override:"));
        CountDownLatch kept = new CountDownLatch(1);

        assertThat(desk.offer(summary, kept::countDown)).isTrue();

        assertThat(asks.next().body()).isEqualTo(GenericJson.write(summary));
        assertThat(other.next().body()).isEqualTo(GenericJson.write(summary));
        assertThat(kept.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lines(Level.WARN)).hasSize(1);
        assertThat(lines(Level.INFO)).contains("tuning suggested by " + summary.id() + ": override:");
    }

    @Test
    void sendsANoticeThatAnEarlierRunWroteAndStillKnowsItIsOpen() throws Exception {
        Receiver receiver = receiver();
        Settings.Webhook operators = asking("operators", receiver.url("/"));
        Notice notice = NoticeTest.silent("192.0.2.1");
        try (Ledger killed = new Ledger(directory, LEDGER, List.of(operators), Clock.systemUTC())) {
            killed.open();
            killed.notices().write(notice);
        }
        AlertDesk desk = desk(TINY, operators);
        assertThat(receiver.next().body()).isEqualTo(GenericJson.write(notice));
        try (Ledger other = new Ledger(directory, LEDGER, List.of(operators), Clock.systemUTC())) {
            other.open();
            assertThat(other.openNotices()).containsExactly(notice);
            desk.offer(NoticeTest.over(notice));
            assertThat(receiver.next().body()).isEqualTo(GenericJson.write(NoticeTest.over(notice)));
            assertThat(other.openNotices()).isEmpty();
        }
    }

    @Test
    void writesOneLineAnAlertAndCountsOpenedOnes() {
        AlertDesk desk = desk(TINY);

        desk.offer(Findings.open());
        desk.offer(Findings.of(Finding.State.UPDATED, Findings.PAIR, 1, 0));
        desk.offer(Findings.of(Finding.State.CLOSED, Findings.PAIR, 1, 0));
        desk.close();

        String id = Alert.of(Findings.open()).id();
        String summary = "10.1.2.3 to x.evil.workers.dev: 14 connections in 4 hours since 2026-03-01 08:12 UTC";
        assertThat(lines(Level.INFO))
                .containsExactly(
                        "alert open " + id + " baseline: " + summary,
                        "alert updated " + id + " baseline: " + summary,
                        "alert closed " + id + " baseline: " + summary);
        assertThat(count("beaconward_alerts", "rule", "baseline")).isEqualTo(1);
        assertThat(raised).hasSize(3);
    }

    @Test
    void namesFromLogsCannotForgeLogLines() {
        AlertDesk desk = desk(TINY);

        desk.offer(Findings.to("a.workers.dev\r\nERROR forged\u001b[2J\u202e"));
        desk.close();

        assertThat(lines(Level.INFO))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("a.workers.dev??ERROR forged?[2J?")
                        .matches("[ -~]+"));
    }

    @Test
    void triesAgainAfterAServerErrorWithTheSameKeyAndBody() {
        Receiver receiver = receiver().reply(500, "oops").reply(503, "").reply(200, "");
        AlertDesk desk = desk(TINY, webhook("siem", receiver.url("/in"), LONG));

        desk.offer(Findings.open());

        Receiver.Request first = receiver.next();
        for (Receiver.Request again : List.of(receiver.next(), receiver.next())) {
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.headers().get("Idempotency-Key"))
                    .isEqualTo(first.headers().get("Idempotency-Key"));
        }
        nextRaised();
        desk.close();
        assertThat(notifications("siem", "delivered")).isEqualTo(1);
        assertThat(meters.total(Metric.NOTIFICATION_ATTEMPTS)).isEqualTo(3);
        assertThat(lines(Level.WARN))
                .singleElement()
                .asString()
                .contains("siem", "status 500 \"oops\"", "attempt 1 of alert");
        assertThat(lines(Level.INFO)).anyMatch(line -> line.contains("takes alerts again"));
    }

    @Test
    void goesOnTryingWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        AlertDesk desk = desk(TINY, webhook("siem", URI.create("http://127.0.0.1:" + port + "/secret-path"), LONG));

        desk.offer(Findings.open());

        nextRaised();
        awaitThat("many attempts", () -> meters.total(Metric.NOTIFICATION_ATTEMPTS) > 12);
        desk.close();
        assertThat(meters.total(Metric.NOTIFICATIONS)).isZero();
        assertThat(lines(Level.WARN)).anyMatch(line -> line.contains("ConnectException"));
    }

    @Test
    void aRejectedAlertIsNotTriedAgain() {
        Receiver receiver = receiver().reply(404, "no_team").reply(200, "");
        AlertDesk desk = desk(TINY, webhook("chat", receiver.url("/in"), LONG));

        desk.offer(Findings.open());
        desk.offer(Findings.to("y.run.app"));

        nextRaised();
        nextRaised();
        desk.close();
        assertThat(notifications("chat", "rejected")).isEqualTo(1);
        assertThat(notifications("chat", "delivered")).isEqualTo(1);
        assertThat(lines(Level.WARN))
                .singleElement()
                .asString()
                .contains("status 404 \"no_team\"; check its URL; ", "alerts resend");
    }

    @Test
    void redirectsAreNotFollowed() {
        Receiver other = receiver();
        Receiver receiver = receiver()
                .reply(302, "", "Location", other.url("/hidden-target").toString());
        AlertDesk desk = desk(TINY, webhook("chat", receiver.url("/in"), LONG));

        desk.offer(Findings.open());

        nextRaised();
        desk.close();
        assertThat(notifications("chat", "rejected")).isEqualTo(1);
        assertThat(other.requestsNotTaken()).isZero();
        assertThat(lines(Level.WARN)).singleElement().asString().contains("redirects are not followed");
    }

    @Test
    void aReceiverThatIsGoneIsAskedNoMoreUntilTheNextStart() {
        Receiver receiver = receiver().reply(410, "channel_is_archived");
        AlertDesk desk = desk(TINY, webhook("chat", receiver.url("/in"), LONG));
        desk.offer(Findings.open());
        awaitThat("it is disabled", () -> gauge(Metric.RECEIVER_DISABLED) == 1);
        desk.offer(Findings.to("y.run.app"));
        desk.offer(Findings.to("z.run.app"));
        awaitThat("three wait", () -> gauge(Metric.OUTBOX) == 3);
        desk.close();
        assertThat(meters.total(Metric.NOTIFICATION_ATTEMPTS)).isEqualTo(1);
        assertThat(meters.total(Metric.NOTIFICATIONS)).isZero();
        assertThat(lines(Level.WARN)).singleElement().asString().contains("until the next reload");

        AlertDesk next = desk(TINY, webhook("chat", receiver.url("/in"), LONG));
        next.close();
        assertThat(notifications("chat", "delivered")).isEqualTo(3);
    }

    @Test
    void aReceiverThatHangsHoldsUpNoOther() {
        Receiver hanging = receiver().hang();
        Receiver quick = receiver();
        AlertDesk desk = desk(
                TINY,
                SHORT,
                raised::add,
                webhook("hanging", hanging.url("/in"), LONG),
                webhook("quick", quick.url("/in"), LONG));

        desk.offer(Findings.open());
        desk.offer(Findings.to("y.run.app"));

        hanging.next();
        quick.next();
        quick.next();
        awaitThat("both are done with", () -> notifications("quick", "delivered") == 2);
        assertThat(notifications("hanging", "delivered")).isZero();
    }

    @Test
    void anAlertIsRaisedAsSoonAsTheLedgerHasIt() {
        Receiver hanging = receiver().hang();
        AlertDesk desk = desk(TINY, SHORT, raised::add, webhook("siem", hanging.url("/in"), LONG));

        desk.offer(Findings.open());

        assertThat(nextRaised()).isEqualTo(Findings.open());
        hanging.next();
        assertThat(meters.total(Metric.NOTIFICATIONS)).isZero();
    }

    @Test
    void whatIsNotDeliveredAtTheStopIsDeliveredAfterTheNextStart() {
        Receiver hanging = receiver().hang();
        AlertDesk desk = desk(TINY, SHORT, raised::add, webhook("siem", hanging.url("/in"), LONG));
        desk.offer(Findings.open());
        Receiver.Request first = hanging.next();

        desk.close();
        desk.close();

        assertThat(meters.total(Metric.NOTIFICATIONS)).isZero();
        assertThat(desk.offer(Findings.open())).isFalse();
        Receiver receiver = receiver();
        desk(TINY, webhook("siem", receiver.url("/in"), LONG));
        Receiver.Request again = receiver.next();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().get("Idempotency-Key"))
                .isEqualTo(first.headers().get("Idempotency-Key"));
        awaitNotification("siem", "delivered");
    }

    @Test
    void anAlertThatIsRaisedAgainIsNotSentAgain() {
        Receiver receiver = receiver();
        AlertDesk desk = desk(TINY, webhook("siem", receiver.url("/in"), LONG));
        desk.offer(Findings.open());
        receiver.next();
        desk.close();

        AlertDesk next = desk(TINY, webhook("siem", receiver.url("/in"), LONG));
        next.offer(Findings.open());
        next.close();

        assertThat(raised).hasSize(2);
        assertThat(receiver.requestsNotTaken()).isZero();
        assertThat(meters.total(Metric.ALERTS)).isZero();
    }

    @Test
    void theStopDoesNotWaitForRetries() {
        Receiver receiver = receiver().reply(500, "");
        AlertDesk desk = desk(ENDLESS, Duration.ofHours(1), raised::add, webhook("siem", receiver.url("/in"), LONG));
        desk.offer(Findings.open());
        desk.offer(Findings.to("y.run.app"));
        receiver.next();

        desk.close();

        assertThat(raised).hasSize(2);
        assertThat(meters.total(Metric.NOTIFICATIONS)).isZero();
    }

    @Test
    void theStopDeliversWhatWasTaken() {
        Receiver receiver = receiver();
        AlertDesk desk = desk(TINY, LONG, raised::add, webhook("siem", receiver.url("/in"), LONG));
        for (int i = 0; i < 20; i++) desk.offer(Findings.to(i + ".run.app"));

        desk.close();

        assertThat(raised).hasSize(20);
        for (int i = 0; i < 20; i++) assertThat(receiver.next().body()).contains("\"" + i + ".run.app\"");
    }

    @Test
    void anAnswerThatNeverEndsTimesOut() {
        Receiver receiver = receiver().hangInBody();
        AlertDesk desk = desk(ENDLESS, webhook("siem", receiver.url("/in"), SHORT));

        desk.offer(Findings.open());

        awaitThat("a warning", () -> !lines(Level.WARN).isEmpty());
        assertThat(lines(Level.WARN)).singleElement().asString().contains("no answer within 50 ms");
    }

    @Test
    void readsNoMoreThanTheBeginningOfAnAnswer() {
        Receiver receiver = receiver().reply(400, "x".repeat(1_000_000));
        AlertDesk desk = desk(TINY, webhook("siem", receiver.url("/in"), LONG));

        desk.offer(Findings.open());

        nextRaised();
        desk.close();
        assertThat(lines(Level.WARN))
                .singleElement()
                .satisfies(line -> assertThat(line).hasSizeLessThan(500).contains("x...\""));
    }

    @Test
    void dropsTheNewestWhenTooManyWaitForAReceiver() {
        Receiver hanging = receiver().hang();
        Receiver quick = receiver();
        AlertDesk desk = desk(
                TINY,
                SHORT,
                raised::add,
                webhook("siem", hanging.url("/in"), LONG),
                webhook("quick", quick.url("/in"), LONG));
        for (int i = 0; i < OUTBOX; i++) desk.offer(Findings.to(i + ".run.app"));
        awaitThat("the outbox is full", () -> notifications("quick", "delivered") == OUTBOX);

        desk.offer(Findings.to("one-too-many.run.app"));
        desk.offer(Findings.to("another.run.app"));

        awaitThat("two are dropped", () -> notifications("siem", "dropped") == 2);
        awaitThat("the other receiver has them", () -> notifications("quick", "delivered") == OUTBOX + 2);
        assertThat(notifications("quick", "dropped")).isZero();
        assertThat(lines(Level.WARN)).singleElement().asString().contains("the newest are not sent");
    }

    @Test
    void defersFindingsWhenTooManyWaitForTheThread() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AlertDesk desk = desk(TINY, LONG, finding -> {
            entered.countDown();
            await(go);
        });
        desk.offer(Findings.open());
        await(entered);
        for (int i = 0; i < AlertDesk.LONGEST_QUEUE; i++)
            assertThat(desk.offer(Findings.open())).isTrue();

        assertThat(desk.offer(Findings.open())).isFalse();

        assertThat(meters.total(Metric.ALERTS_DEFERRED)).isEqualTo(1);
        go.countDown();
    }

    @Test
    void alertsWaitWhileTheLedgerFailsAndAreRaisedWhenItAnswers() throws Exception {
        Receiver receiver = receiver();
        AlertDesk desk = desk(TINY, webhook("siem", receiver.url("/in"), LONG));
        assertThat(desk.problem()).isEmpty();
        LedgerFile file = new LedgerFile(directory);
        open.add(file);
        file.openExisting();
        file.write(c -> c.createStatement().execute("ALTER TABLE alert RENAME TO away"));

        desk.offer(Findings.open());

        awaitThat("it is noticed", () -> desk.problem().isPresent());
        assertThat(raised).isEmpty();
        assertThat(meters.total(Metric.LEDGER_FAILURES)).isPositive();
        assertThat(desk.offer(Findings.to("y.run.app"))).isTrue();
        file.write(c -> c.createStatement().execute("ALTER TABLE away RENAME TO alert"));
        assertThat(List.of(nextRaised(), nextRaised())).containsExactly(Findings.open(), Findings.to("y.run.app"));
        awaitThat("it is well again", () -> desk.problem().isEmpty());
        receiver.next();
        receiver.next();
    }

    @Test
    void aDefectInWhatFollowsAnAlertStopsNoOther() {
        Receiver receiver = receiver();
        AlertDesk desk = desk(
                TINY,
                LONG,
                finding -> {
                    if (finding.equals(Findings.open())) throw new IllegalStateException("defect");
                    raised.add(finding);
                },
                webhook("siem", receiver.url("/in"), LONG));

        desk.offer(Findings.open());
        desk.offer(Findings.to("y.run.app"));

        assertThat(nextRaised()).isEqualTo(Findings.to("y.run.app"));
        assertThat(lines(Level.WARN)).singleElement().asString().contains("please report it");
    }

    @Test
    void secretsOfTheUrlAreNeverLogged() {
        String path = "/services/T0SECRET1/B0SECRET2/tokenSECRET3";
        String query = "?key=querySECRET4";
        Receiver receiver = receiver()
                .reply(500, "cannot POST " + path + query)
                .reply(404, "nothing at " + path + " for userSECRET5:passwordSECRET6, token tokenSECRET3");
        String url = receiver.url(path + query).toString().replace("http://", "http://userSECRET5:passwordSECRET6@");
        AlertDesk desk = desk(TINY, webhook("chat", URI.create(url), LONG));

        desk.offer(Findings.open());

        Receiver.Request request = receiver.next();
        assertThat(request.headers().getFirst("Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder()
                                .encodeToString("userSECRET5:passwordSECRET6".getBytes(StandardCharsets.UTF_8)));
        nextRaised();
        desk.close();
        assertThat(log.list).hasSizeGreaterThan(3).allSatisfy(line -> {
            assertThat(line.getFormattedMessage()).doesNotContain("SECRET");
            if (line.getThrowableProxy() != null) {
                assertThat(ThrowableProxyUtil.asString(line.getThrowableProxy()))
                        .doesNotContain("SECRET");
            }
        });
        assertThat(lines(Level.WARN)).allMatch(line -> line.contains("chat (127.0.0.1)"));
    }

    private Receiver receiver() {
        try {
            Receiver receiver = new Receiver();
            open.add(receiver);
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AlertDesk desk(Pauses pauses, Settings.Webhook... webhooks) {
        return desk(pauses, LONG, raised::add, webhooks);
    }

    /** A desk of a new process on the same ledger. */
    private AlertDesk desk(
            Pauses pauses, Duration farewell, Consumer<Finding> whenRaised, Settings.Webhook... webhooks) {
        registry = new SimpleMeterRegistry();
        meters = new Meters(registry);
        Ledger ledger = new Ledger(directory, LEDGER, List.of(webhooks), Clock.systemUTC());
        open.add(ledger);
        try {
            ledger.open();
        } catch (LedgerException e) {
            throw new UncheckedIOException(e);
        }
        AlertDesk desk = new AlertDesk(
                List.of(webhooks),
                LEDGER,
                ledger,
                meters,
                (finding, state) -> whenRaised.accept(finding),
                Clock.systemUTC(),
                pauses,
                farewell);
        open.add(desk);
        desk.start();
        return desk;
    }

    private static Settings.Webhook webhook(String name, URI url, Duration timeout) {
        return new Settings.Webhook(name, url, Settings.Webhook.Format.GENERIC, timeout);
    }

    /** Looks again and again until it is so. */
    private static void awaitThat(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private void awaitNotification(String receiver, String result) {
        awaitThat(receiver + " " + result, () -> notifications(receiver, result) > 0);
    }

    private Finding nextRaised() {
        try {
            Finding finding = raised.poll(20, TimeUnit.SECONDS);
            assertThat(finding).as("a raised finding").isNotNull();
            return finding;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> lines(Level level) {
        return List.copyOf(log.list).stream()
                .filter(line -> line.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> !line.contains(directory.toString()))
                .toList();
    }

    private double gauge(Metric metric) {
        return registry.get(metric.prometheusName()).gauge().value();
    }

    private long notifications(String receiver, String result) {
        return count("beaconward_notifications", "receiver", receiver, "result", result);
    }

    private long count(String name, String... labels) {
        FunctionCounter counter = registry.find(name).tags(labels).functionCounter();
        assertThat(counter).as(name + " of " + List.of(labels)).isNotNull();
        return (long) counter.count();
    }
}
