package io.beaconward.alert;

import io.beaconward.detect.Finding;
import io.beaconward.detect.Rule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What people are told of a finding.
 *
 * @param id the same for a pair and the time its alert was opened: over states, retries and restarts
 * @param confidence {@code low}, {@code medium} or {@code high}
 * @param mitre the ATT&amp;CK technique
 * @param summary one line
 * @param evidence why, in words for the person on call; one paragraph
 */
public record Alert(
        String id, String severity, String confidence, String mitre, String summary, String evidence, Finding finding)
        implements Told {
    private static final int ID_BYTES = 16;
    private static final int NO_NEWS = 32 * List.of().hashCode();

    /** The alert that says what {@code finding} found. */
    public static Alert of(Finding finding) {
        return new Alert(
                id(finding.pair().sourceIp(), finding.pair().destination(), finding.openedMillis()),
                severity(finding.rules()),
                finding.judgement().confidence().level().name().toLowerCase(Locale.ROOT),
                "T1584.007",
                Evidence.summary(finding, ""),
                Evidence.sentences(finding, ""),
                finding);
    }

    private static String severity(List<String> rules) {
        return rules.stream()
                .map(Rule::severity)
                .max(Comparator.naturalOrder())
                .orElse(Rule.Severity.HIGH)
                .name()
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String state() {
        return finding.state().name().toLowerCase(Locale.ROOT);
    }

    /** The id of the leading rule. */
    public String rule() {
        return finding.rules().get(0);
    }

    /**
     * What tells this notification from every other one, and nothing more: the same over retries and, for an opened or
     * closed alert, over restarts. An alert is updated more than once, in a burst within a second, so there the time and what is
     * new belong to it; and one that is closed as part of another may be told of by itself again, and then be closed once more.
     */
    @Override
    public String notificationKey() {
        String key = id + "-" + state();
        if (!finding.judgement().partOf().isEmpty())
            return key + "-" + finding.judgement().partOf();
        if (finding.state() != Finding.State.UPDATED) return key;
        String update = key + "-" + finding.time().getEpochSecond();
        int news = 31 * finding.judgement().added().hashCode()
                + finding.judgement().others().hashCode();
        return news == NO_NEWS ? update : update + "-" + Integer.toHexString(news);
    }

    @Override
    public byte[] in(Format format) {
        return format.body(this);
    }

    static String id(String source, String destination, long openedMillis) {
        String identity = source + '\n' + destination + '\n' + openedMillis;
        byte[] digest = sha256().digest(identity.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
