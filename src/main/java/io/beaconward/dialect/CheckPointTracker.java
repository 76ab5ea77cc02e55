package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.DeviceTime;
import io.beaconward.syslog.Message;

/**
 * Check Point's tracker as exported to text, each column in quotes with a blank between: number, date, time, interface,
 * origin, type, action, service, source port, source, destination, protocol. Recognised by the first two columns.
 */
final class CheckPointTracker implements Dialect {
    private static final byte[] DECRYPT = Ascii.bytes("decrypt");
    private static final byte[] ENCRYPT = Ascii.bytes("encrypt");
    private static final int MAX_NUMBER = 20;

    private final TextCursor cursor = new TextCursor();
    private final Slice date = new Slice();
    private final Slice port = new Slice();

    @Override
    public String name() {
        return "checkpoint-tracker";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        if (body.isEmpty() || body.at(0) != '"') return Reading.FOREIGN;
        cursor.wrap(body);
        Slice number = cursor.skip(1);
        if (number.length() > MAX_NUMBER || Decimal.parse(number) < 0) return Reading.FOREIGN;
        date.set(cursor.skip(1));
        Slice clock = cursor.skip(1);
        boolean timed =
                DeviceTime.dayFirst(date.array(), date.from(), date.to(), clock.from(), clock.to(), flow.time());
        if (!timed) return Reading.FOREIGN;
        Slice action = cursor.skip(4);
        boolean tunnel = action.isIgnoringCase(DECRYPT) || action.isIgnoringCase(ENCRYPT);
        flow.action(tunnel ? Flow.Action.ALLOWED : Verdicts.of(action));
        port.set(cursor.skip(1)); // by name where it has one
        if (!flow.source().parse(cursor.skip(2))) return Reading.NO_FLOW;
        flow.destination().parse(cursor.skip(1));
        if (cursor.atEnd()) flow.destination().clear();
        flow.destinationPort(Decimal.parse(port));
        return Reading.FLOW;
    }
}
