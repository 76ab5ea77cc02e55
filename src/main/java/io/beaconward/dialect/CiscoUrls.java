package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;

/** URLs that were asked for through a Cisco firewall: messages 304001 and 304002. */
final class CiscoUrls {
    private static final byte[] ACCESSED = Ascii.bytes(" Accessed ");
    private static final byte[] KIND_AND_URL = Ascii.bytes("JAVA URL ");
    private static final byte[] URL = Ascii.bytes("URL ");
    private static final byte[] DENIED = Ascii.bytes("Access denied URL ");
    private static final byte[] SRC = Ascii.bytes(" SRC ");
    private static final byte[] DEST = Ascii.bytes(" DEST ");
    private static final byte[] HTTP = Ascii.bytes("http");
    private static final byte[] FTP = Ascii.bytes("ftp:");

    private final HostName hostName = new HostName();
    private byte[] text = {};
    private int to;

    /** {@code [user@]address[(LOCAL\\user)] Accessed [JAVA] URL [user@]address:url}. */
    boolean accessed(byte[] array, int from, int end, Flow flow) {
        wrap(array, end);
        int word = behind(ACCESSED, from);
        int url = word < 0 ? Ascii.NONE : behindUrl(word);
        if (url < 0) return false;
        int clientEnd = word - ACCESSED.length;
        int parenthesis = Ascii.indexOf(text, from, clientEnd, '(');
        if (parenthesis > 0) {
            CiscoUser.inParentheses(text, from, clientEnd, flow);
            clientEnd = Ascii.trimEnd(text, from, parenthesis);
        }
        int at = Ascii.lastIndexOf(text, from, clientEnd, '@');
        if (at > 0) UserName.read(text, from, at, flow);
        if (!flow.source().parse(text, Math.max(from, at + 1), clientEnd)) return false;
        flow.action(Flow.Action.ALLOWED);
        return server(url, endOfToken(url), flow);
    }

    /** {@code Access denied URL url SRC address DEST address …}. */
    boolean denied(byte[] array, int from, int end, Flow flow) {
        wrap(array, end);
        int url = behind(DENIED, from);
        int source = url < 0 ? Ascii.NONE : behind(SRC, url);
        int destination = source < 0 ? Ascii.NONE : behind(DEST, source);
        if (destination < 0 || !flow.source().parse(text, source, endOfToken(source))) return false;
        hostName.read(text, url, endOfToken(url), flow);
        flow.destination().parse(text, destination, endOfToken(destination));
        flow.action(Flow.Action.BLOCKED);
        return true;
    }

    private void wrap(byte[] array, int end) {
        text = array;
        to = end;
    }

    private int behind(byte[] words, int from) {
        int at = Ascii.indexOf(text, from, to, words);
        return at < 0 ? Ascii.NONE : at + words.length;
    }

    private int behindUrl(int from) {
        if (Ascii.startsWith(text, from, to, URL)) return from + URL.length;
        return Ascii.startsWith(text, from, to, KIND_AND_URL) ? from + KIND_AND_URL.length : Ascii.NONE;
    }

    private int endOfToken(int from) {
        return Ascii.until(text, from, to, ' ');
    }

    /** {@code address:url}, where a name may stand for the address and a blank behind the colon. */
    private boolean server(int from, int end, Flow flow) {
        int scheme = Ascii.indexOf(text, from, to, ':');
        while (scheme > 0
                && scheme + 1 < to
                && text[scheme + 1] != '/'
                && text[scheme + 1] != ' '
                && !beginsUrl(scheme + 1)) {
            scheme = Ascii.indexOf(text, scheme + 1, to, ':');
        }
        int url = scheme > 0 && scheme < end ? Ascii.skipBlanks(text, scheme + 1, to) : end;
        hostName.read(text, url, endOfToken(url), flow);
        int serverEnd = scheme > 0 ? Math.min(scheme, end) : end;
        int server = Math.max(from, Ascii.indexOf(text, from, serverEnd, '@') + 1);
        boolean addressed = flow.destination().parse(text, server, serverEnd);
        if (!addressed && flow.host().isEmpty()) hostName.read(text, server, serverEnd, flow);
        return !flow.host().isEmpty() || flow.destination().isPresent();
    }

    private boolean beginsUrl(int at) {
        return Ascii.startsWithIgnoringCase(text, at, to, HTTP) || Ascii.startsWithIgnoringCase(text, at, to, FTP);
    }
}
