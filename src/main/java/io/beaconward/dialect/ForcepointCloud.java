package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;

/**
 * Forcepoint Web Security in the cloud, logs exported as comma-separated values by position (SIEM integration): date, time, user,
 * workstation, category, action, risk class, policy, URL, connection's address, destination, source and more. Which columns there
 * are is chosen, so these are told by what stands in them. The connection's address is that of the way out, for where the source
 * is not known.
 */
final class ForcepointCloud implements Dialect {
    private static final int DATE = 1;
    private static final int TIME = 2;
    private static final int USER = 3;
    private static final int ACTION = 6;
    private static final int URL = 9;
    private static final int CONNECTION = 10;
    private static final int DESTINATION = 11;
    private static final int SOURCE = 12;

    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 8;
    private static final byte[] ANONYMOUS = Ascii.bytes("not available");

    private final CsvCursor csv = new CsvCursor();
    private final HostName hostName = new HostName();
    private final Slice connection = new Slice();
    private final byte[] stamp = new byte[DATE_LENGTH + 1 + TIME_LENGTH];
    private int end;

    @Override
    public String name() {
        return "forcepoint-web";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        if (!beginsWithDate(body)) return Reading.FOREIGN;
        csv.wrap(body);
        end = body.to();
        if (!time(flow)) return Reading.FOREIGN;
        Slice user = csv.to(USER);
        if (!user.isIgnoringCase(ANONYMOUS)) UserName.read(user, flow);
        Flow.Action action = Verdicts.of(csv.to(ACTION));
        if (action == Flow.Action.UNDECIDED) return Reading.FOREIGN;
        flow.action(action);
        hostName.readBeside(whole(URL), flow);
        connection.set(whole(CONNECTION));
        if (!connection.isEmpty() && !flow.source().parse(connection)) return Reading.FOREIGN;
        Slice destination = whole(DESTINATION);
        if (!flow.destination().isPresent()) flow.destination().parse(destination);
        if (!flow.source().parse(whole(SOURCE))) flow.source().parse(connection);
        return flow.source().isPresent() ? Reading.FLOW : Reading.NO_FLOW;
    }

    /** What is cheap to tell: a first column of ten bytes with slashes. */
    private static boolean beginsWithDate(Slice body) {
        if (body.length() < DATE_LENGTH + 2 || body.at(0) != '"' || body.at(DATE_LENGTH + 1) != '"') return false;
        return body.at(3) == '/' && body.at(6) == '/';
    }

    /** Day, month, year and the time of day in columns of their own. */
    private boolean time(Flow flow) {
        Slice date = csv.to(DATE);
        System.arraycopy(date.array(), date.from(), stamp, 0, DATE_LENGTH);
        Slice clock = csv.to(TIME);
        if (csv.column() != TIME || clock.length() != TIME_LENGTH) return false;
        stamp[DATE_LENGTH] = ' ';
        System.arraycopy(clock.array(), clock.from(), stamp, DATE_LENGTH + 1, TIME_LENGTH);
        return StampParser.dayFirst(stamp, 0, stamp.length, flow.time()) == stamp.length;
    }

    /** The field in the column, which lies ahead; empty where the line is shorter, or broke off with it. */
    private Slice whole(int column) {
        Slice field = csv.to(column);
        if (csv.column() != column || field.to() == end) field.clear();
        return field;
    }
}
