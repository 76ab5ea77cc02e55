package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * W3C Extended Log File lines: columns parted by blanks, or by commas where one stands behind the date, in quotes where a value
 * holds what parts them. Which column is which says the layout that the sender announced, or else the first known one that the line can be of. The layout's name is a field of the
 * name {@code layout}.
 */
final class W3cGrammar implements Grammar {
    private static final byte[] LAYOUT = Ascii.bytes("layout");
    private static final int DATE_LENGTH = 10;
    private static final int MAX_TENANT = 12;

    /** From the client's address to the scheme of the server's, of {@code main}. */
    private static final String MAIN =
            "date time time-taken c-ip sc-status s-action sc-bytes cs-bytes cs-method cs-uri-scheme"
                    + " cs-host cs-uri-port cs-uri-path cs-uri-query cs-username cs-auth-group";

    private static final String NETSKOPE = "c-ip r-ip cs-username cs-method cs-uri-scheme cs-uri-query cs(User-Agent)"
            + " cs(Content-Type) sc-status rs(Content-Type) cs-dns cs-host cs-uri cs-uri-port";

    /** The columns of a transaction between the server's port and the verdict. */
    private static final String NETSKOPE_MORE = " -".repeat(117);

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
                    "bcreporterssl",
                    "date time time-taken c-ip cs-username cs-auth-group s-supplier-name s-supplier-ip s-supplier-country"
                            + " s-supplier-failures x-exception-id sc-filter-result cs-categories sc-status s-action cs-method"
                            + " rs(Content-Type) cs-uri-scheme cs-host cs-uri-port cs-uri-extension cs(User-Agent) s-ip sc-bytes"
                            + " cs-bytes"),
            W3cLayout.of(
                    "main-with-server",
                    MAIN + " s-supplier-name rs(Content-Type) cs(Referer) cs(User-Agent) sc-filter-result cs-categories"
                            + " x-virus-id s-ip r-ip"),
            W3cLayout.of(
                    "main",
                    MAIN + " s-supplier-name rs(Content-Type) cs(Referer) cs(User-Agent) sc-filter-result cs-categories"
                            + " x-virus-id s-ip"),
            W3cLayout.of(
                    "main-without-agent",
                    MAIN
                            + " s-supplier-name rs(Content-Type) cs(Referer) sc-filter-result cs-categories x-virus-id s-ip"),
            W3cLayout.of(
                    "main-with-hierarchy",
                    MAIN + " s-hierarchy s-supplier-name rs(Content-Type) cs(Referer) cs(User-Agent) sc-filter-result"
                            + " cs-categories x-virus-id s-ip"),
            W3cLayout.of(
                    "netskope-transaction",
                    "date time time-taken sc-bytes cs-bytes bytes " + NETSKOPE + NETSKOPE_MORE + " x-policy-action"),
            W3cLayout.of("netskope-transaction", "date time time-taken sc-bytes bytes " + NETSKOPE),
            W3cLayout.of(
                    "cloud",
                    "x-bluecoat-request-tenant-id date time x-bluecoat-appliance-name time-taken c-ip cs-userdn cs-auth-groups"
                            + " x-exception-id sc-filter-result cs-categories cs(Referer) sc-status s-action cs-method"
                            + " rs(Content-Type) cs-uri-scheme cs-host cs-uri-port cs-uri-path cs-uri-query cs-uri-extension"
                            + " cs(User-Agent) s-ip sc-bytes cs-bytes x-icap-reqmod-header(X-ICAP-Metadata)"
                            + " x-icap-respmod-header(X-ICAP-Metadata) x-data-leak-detected x-virus-id x-bluecoat-location-id"
                            + " x-bluecoat-location-name x-bluecoat-access-type x-bluecoat-application-name"
                            + " x-bluecoat-application-operation r-ip"));

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
    private byte separator;

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
        separator = ' ';
        return expected != null ? fits(expected) : (isDate(from) || isDate(behindTenant())) && choose();
    }

    /** Whether a date stands there; what stands behind it separates. */
    private boolean isDate(int at) {
        if (to - at < 2 * DATE_LENGTH || text[at + 4] != '-' || text[at + 7] != '-') return false;
        separator = text[at + DATE_LENGTH];
        if (separator != ' ' && separator != ',') return false;
        return Ascii.isDigit(text[at]) && Ascii.isDigit(text[at + DATE_LENGTH - 1]);
    }

    /** Behind the number of a tenant, which Symantec's cloud puts first. */
    private int behindTenant() {
        int end = from;
        while (end < Math.min(to, from + MAX_TENANT) && Ascii.isDigit(text[end])) end++;
        return end > from && end < to && text[end] == ' ' ? end + 1 : to;
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
        int start = separator == ' ' ? Ascii.skipBlanks(text, Math.min(from, to), to) : Math.min(from, to);
        boolean quoted = start < to && text[start] == '"';
        int end = quoted ? start + 1 : start;
        while (end < to && (quoted ? !closes(end) : !separates(text[end]))) end++;
        int open = quoted ? start + 1 : start;
        out.set(text, quoted && end >= to ? end : open, end); // what nothing closes was cut off
        return quoted ? Math.min(end + 2, to + 1) : end + 1;
    }

    private boolean closes(int quote) {
        return text[quote] == '"' && (quote + 1 == to || separates(text[quote + 1]));
    }

    private boolean separates(byte b) {
        return b == separator || (b == '\t' && separator == ' ');
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
