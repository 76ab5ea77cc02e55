package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * W3C Extended Log File lines: columns parted by blanks, in quotes where a value holds blanks. Which column is which says
 * the layout that the sender announced, or else the first known one that the line can be of. The layout's name is a field of the
 * name {@code layout}.
 */
final class W3cGrammar implements Grammar {
    private static final byte[] LAYOUT = Ascii.bytes("layout");
    private static final int DATE_LENGTH = 10;

    /** Layouts that vendors give as their defaults, for devices that never send the directive. */
    private static final List<W3cLayout> KNOWN = List.of(
            W3cLayout.of(
                    "bcreportermain",
                    "date time time-taken c-ip cs-username cs-auth-group s-supplier-name s-supplier-ip s-supplier-country"
                            + " s-supplier-failures x-exception-id sc-filter-result cs-categories cs(Referer) sc-status s-action"
                            + " cs-method rs(Content-Type) cs-uri-scheme cs-host cs-uri-port cs-uri-path cs-uri-query"
                            + " cs-uri-extension cs(User-Agent) s-ip sc-bytes cs-bytes x-virus-id"),
            W3cLayout.of(
                    "bcreportermain-without-supplier",
                    "date time time-taken c-ip cs-username cs-auth-group x-exception-id sc-filter-result cs-categories cs(Referer)"
                            + " sc-status s-action cs-method rs(Content-Type) cs-uri-scheme cs-host cs-uri-port cs-uri-path"
                            + " cs-uri-query cs-uri-extension cs(User-Agent) s-ip sc-bytes cs-bytes x-virus-id"),
            W3cLayout.of(
                    "main",
                    "date time time-taken c-ip sc-status s-action sc-bytes cs-bytes cs-method cs-uri-scheme cs-host cs-uri-port"
                            + " cs-uri-path cs-uri-query cs-username cs-auth-group s-supplier-name rs(Content-Type) cs(Referer)"
                            + " cs(User-Agent) sc-filter-result cs-categories x-virus-id s-ip"),
            W3cLayout.of(
                    "main-without-agent",
                    "date time time-taken c-ip sc-status s-action sc-bytes cs-bytes cs-method cs-uri-scheme cs-host cs-uri-port"
                            + " cs-uri-path cs-uri-query cs-username cs-auth-group s-supplier-name rs(Content-Type) cs(Referer)"
                            + " sc-filter-result cs-categories x-virus-id s-ip"),
            W3cLayout.of(
                    "main-with-hierarchy",
                    "date time time-taken c-ip sc-status s-action sc-bytes cs-bytes cs-method cs-uri-scheme cs-host cs-uri-port"
                            + " cs-uri-path cs-uri-query cs-username cs-auth-group s-hierarchy s-supplier-name rs(Content-Type)"
                            + " cs(Referer) cs(User-Agent) sc-filter-result cs-categories x-virus-id s-ip"),
            W3cLayout.of(
                    "netskope-transaction",
                    "date time time-taken sc-bytes cs-bytes bytes c-ip r-ip cs-username cs-method cs-uri-scheme cs-uri-query"
                            + " cs(User-Agent) cs(Content-Type) sc-status rs(Content-Type) cs-dns cs-host cs-uri cs-uri-port"));

    private final Slice key = new Slice();
    private final Slice value = new Slice();
    private final Slice probe = new Slice();
    private final Address address = new Address();
    private @Nullable W3cLayout expected;
    private W3cLayout layout = KNOWN.get(0);
    private byte[] text = {};
    private int from;
    private int at;
    private int to;
    private int column;

    /** The layout that the sender of the next line announced; none where it did not. */
    void expect(@Nullable W3cLayout announced) {
        expected = announced;
    }

    @Override
    public boolean begin(Message message) {
        Slice body = message.body();
        text = body.array();
        from = body.from();
        to = body.to();
        return expected != null ? fits(expected) : isDate() && choose();
    }

    private boolean isDate() {
        if (to - from < 2 * DATE_LENGTH
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || text[from + DATE_LENGTH] != ' ') {
            return false;
        }
        return Ascii.isDigit(text[from]) && Ascii.isDigit(text[from + DATE_LENGTH - 1]);
    }

    private boolean choose() {
        for (int i = 0; i < KNOWN.size(); i++) {
            if (fits(KNOWN.get(i))) return true;
        }
        return false;
    }

    private boolean fits(W3cLayout candidate) {
        int next = from;
        int count = 0;
        while (count < candidate.size() && next <= to) {
            next = token(next, probe);
            if (!candidate.allows(count, probe, address)) return false;
            count++;
        }
        if (count < Math.min(candidate.size(), 8)) return false;
        layout = candidate;
        at = from;
        column = -1;
        return true;
    }

    /** Sets {@code out} to the value that begins at {@code from}; returns where the next one does, behind the end at last. */
    private int token(int from, Slice out) {
        int start = Ascii.skipBlanks(text, Math.min(from, to), to);
        boolean quoted = start < to && text[start] == '"';
        int end = quoted ? start + 1 : start;
        while (end < to && (quoted ? !closes(end) : text[end] != ' ' && text[end] != '\t')) end++;
        int open = quoted ? start + 1 : start;
        out.set(text, quoted && end >= to ? end : open, end); // what nothing closes was cut off
        return quoted ? Math.min(end + 2, to + 1) : end + 1;
    }

    private boolean closes(int quote) {
        return text[quote] == '"' && (quote + 1 == to || text[quote + 1] == ' ' || text[quote + 1] == '\t');
    }

    @Override
    public boolean next() {
        if (column < 0) {
            key.set(LAYOUT, 0, LAYOUT.length);
            value.set(layout.name(), 0, layout.name().length);
            column = 0;
            return true;
        }
        if (column >= layout.size() || at > to) return false;
        at = token(at, value);
        key.set(layout.column(column), 0, layout.column(column).length);
        if (value.length() == 1 && value.at(0) == '-') value.set(text, value.to(), value.to());
        column++;
        return true;
    }

    @Override
    public Slice key() {
        return key;
    }

    @Override
    public Slice value() {
        return value;
    }
}
