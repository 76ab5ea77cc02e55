package io.beaconward.dialect;

import io.beaconward.syslog.Message;
import io.beaconward.syslog.Sender;
import java.util.List;

/**
 * All dialects, from the most particular to the most general. The one that a sender last spoke is tried first; the general
 * key=value never is, or it would take what a particular one reads better. One instance a pipeline.
 */
public final class Dialects {
    private final Dialect[] all;
    private final int general;
    private int last;

    private Dialects(List<Dialect> particular, Dialect general) {
        this.all = new Dialect[particular.size() + 1];
        this.general = particular.size();
        for (int i = 0; i < particular.size(); i++) all[i] = particular.get(i);
        all[this.general] = general;
    }

    /** A set for one pipeline. A new dialect is a line here. */
    public static Dialects all() {
        return new Dialects(
                List.of(
                        new CiscoAsa(), //
                        new PanOs(),
                        new SquidNative(),
                        new PfFilterlog(),
                        new MikroTik(),
                        new WatchGuard(),
                        new CitrixAdc(),
                        new F5BigIp(),
                        new BarracudaWaf(),
                        new BarracudaFirewall(),
                        new CheckPointTracker(),
                        new Umbrella(),
                        new FortiGate()),
                new GenericKeyValue());
    }

    public int size() {
        return all.length;
    }

    public String name(int number) {
        return all[number].name();
    }

    /** The number of the dialect that read the last message. */
    public int last() {
        return last;
    }

    /** Reads the message by the first dialect that can; {@link Reading#FOREIGN} where none can. */
    public Reading read(Message message, Flow flow) {
        Sender sender = message.sender();
        int first = sender.lastDialect();
        if (first >= 0 && first != general) {
            Reading reading = read(first, message, flow);
            if (reading != Reading.FOREIGN) return reading;
        }
        for (int i = 0; i < all.length; i++) {
            if (i == first && i != general) continue;
            Reading reading = read(i, message, flow);
            if (reading == Reading.FOREIGN) continue;
            sender.lastDialect(i);
            return reading;
        }
        flow.clear(); // of what the last one that could not read it left
        return Reading.FOREIGN;
    }

    private Reading read(int number, Message message, Flow flow) {
        flow.clear();
        Reading reading = all[number].read(message, flow);
        last = number;
        return reading;
    }
}
