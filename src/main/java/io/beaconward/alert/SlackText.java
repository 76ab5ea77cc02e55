package io.beaconward.alert;

import java.nio.charset.StandardCharsets;

/**
 * An alert as {@code {"text": …}}, as Slack's incoming webhooks take it, and Mattermost, Rocket.Chat and Discord's
 * {@code /slack} address with them; of Slack's markup only what all of them show.
 *
 * <p>Names from logs stand as code, so that they can be copied but not clicked. They can call nobody and make no link:
 * {@code & < >} are escaped, which takes {@code <!channel>} its meaning, and {@code @} is written as {@code (at)}.
 */
final class SlackText implements Format {
    /** Slack refuses longer text in a section. */
    static final int LONGEST = 3000;

    private static final String CODE = "`";
    private static final String BLOCK = "```";
    private static final String CUT = "...";
    private static final int LONGEST_ENTITY = "&amp;".length();

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] body(Alert alert) {
        return body(text(alert));
    }

    @Override
    public byte[] body(Notice notice) {
        return body(text(notice));
    }

    @Override
    public byte[] body(Summary summary) {
        return body(text(summary));
    }

    private static byte[] body(String text) {
        return PlainJson.object(json -> {
                    json.writeStringField("text", text);
                })
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The evidence comes last, so that a name of absurd length costs none of the rest. */
    static String text(Alert alert) {
        String title = switch (alert.finding().state()) {
            case OPEN -> "Possible beacon";
            case UPDATED -> "Possible beacon goes on";
            case CLOSED -> "Possible beacon closed";
        };
        String marks = "severity " + alert.severity() + ", confidence " + alert.confidence() + ", rules "
                + String.join(" ", alert.finding().rules()) + ", MITRE " + alert.mitre() + ", alert ";
        return cut("*" + title + "*: " + escaped(Evidence.summary(alert.finding(), CODE)) + "\n" + escaped(marks) + CODE
                + alert.id() + CODE + " (" + alert.state() + ")\n"
                + escaped(Evidence.sentences(alert.finding(), CODE)));
    }

    /** Sentences stand as they are: what they name of senders is escaped with the rest. */
    static String text(Notice notice) {
        String title = notice.open() ? "Notice" : "Notice closed";
        String marks = "severity " + Notice.SEVERITY + ", rule " + notice.rule() + ", notice ";
        return cut("*" + title + "*: " + escaped(notice.summary()) + "\n" + escaped(marks) + CODE + notice.id() + CODE
                + " (" + notice.state() + ")\n" + escaped(notice.evidence()));
    }

    /** The lines for a tuning file come last, in a block that can be copied; of too many the last ones are left out. */
    static String text(Summary summary) {
        StringBuilder text = new StringBuilder("*Summary*: " + escaped(summary.summary()) + "\n"
                + escaped("rule " + summary.rule() + ", summary ") + CODE + summary.id() + CODE + "\n"
                + escaped(summary.evidence()));
        if (text.length() > LONGEST || summary.tuning().isEmpty()) return cut(text.toString());
        text.append('\n').append(BLOCK).append('\n');
        int room = LONGEST - BLOCK.length();
        for (String line : summary.tuning()) {
            String next = escaped(line.replace('`', '?')) + "\n";
            if (text.length() + next.length() > room) break;
            text.append(next);
        }
        return cut(text.append(BLOCK).toString());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "(at)");
    }

    /** Cuts before an entity rather than through it. */
    private static String cut(String text) {
        if (text.length() <= LONGEST) return text;
        int end = LONGEST - CUT.length();
        int entity = text.lastIndexOf('&', end - 1);
        if (end - entity < LONGEST_ENTITY && text.indexOf(';', entity) >= end) end = entity;
        if (Character.isHighSurrogate(text.charAt(end - 1))) end--;
        return text.substring(0, end) + CUT;
    }
}
