package io.beaconward.detect.calibration;

import io.beaconward.detect.calibration.Implant.Presence;
import io.beaconward.detect.calibration.Implant.Sleep;
import java.util.List;

/** Traffic beside the {@link Grid}: implants of other habits, what is regular and no implant, and what has no rhythm. */
final class Others {
    /** @param sourcesOfTenant how common the destination is */
    record Other(String name, int sourcesOfTenant, Kind kind) {
        Result measure(int pairs) {
            return new Calibration(pairs, sourcesOfTenant, true).measure(name, kind);
        }
    }

    private static final Implant FAST = Implant.of(10, 0);
    private static final Implant USUAL = Implant.of(300, 0.3).missing(0.1);
    private static final Implant HALF = Implant.of(300, 0.5);
    private static final Implant STEADY = Implant.of(300, 0.1);

    static final List<Other> IMPLANTS = List.of(
            implant("10 s, no jitter", FAST),
            implant("10 s, jitter 10 %", Implant.of(10, 0.1)),
            implant("10 s, jitter 30 %", Implant.of(10, 0.3)),
            implant("10 s, jitter 50 %", Implant.of(10, 0.5)),
            implant(
                    "10 s, jitter 50 %, 30 % missed, 1 to 3",
                    Implant.of(10, 0.5).missing(0.3).parallel(3)),
            implant("30 s, no jitter", Implant.of(30, 0)),
            implant("300 s, 50 %, shorter only", HALF.sleeping(Sleep.SHORTER)),
            implant("300 s, 50 %, longer only", HALF.sleeping(Sleep.LONGER)),
            implant("300 s, 30 %, 10 % missed", USUAL),
            implant("… laptop, 9 h a day", USUAL.present(Presence.LAPTOP)),
            implant("… first 3 h", USUAL.present(Presence.FIRST_HOURS)),
            implant("… feed lost for 2 h", USUAL.present(Presence.FEED_LOST)),
            implant("… tasked for 20 min at noon, 1 MB up now and then", USUAL.taskedAtNoon()),
            implant("… by two relays, one 20 s behind", USUAL.byRelays(20)),
            implant("… GET and POST 20 s apart", USUAL.answeringAfter(20)),
            implant("… in turn over 3 tenants, one of the pairs", Kind.rotation(3, true, USUAL)),
            implant("… at random over 3 tenants, one of the pairs", Kind.rotation(3, false, USUAL)),
            implant(
                    "60 s, 10 %, at random over 3 tenants, one of the pairs",
                    Kind.rotation(3, false, Implant.of(60, 0.1))),
            implant("two behind one address, 600 s, 10 %", Kind.of(2, Implant.of(600, 0.1))),
            implant("three behind one address, 600 s, 10 %", Kind.of(3, Implant.of(600, 0.1))),
            implant("two behind one address, 300 s, 30 %", Kind.of(2, Implant.of(300, 0.3))),
            implant("3 h, 10 %", Implant.of(10_800, 0.1)),
            implant("60 s, 70 %, shorter only", Implant.of(60, 0.7).sleeping(Sleep.SHORTER)),
            implant("300 s, 30 %, four hours a night", Implant.of(300, 0.3).present(Presence.NIGHT)),
            implant("300 s, 10 %, among a person's own visits", Kind.of(STEADY).beside(Kind.person(1.3))),
            implant(
                    "300 s, 10 %, among random arrivals, 12 an hour",
                    Kind.of(STEADY).beside(Kind.random(12))),
            implant(
                    "300 s, 30 %, 10 % missed, stamps of minutes",
                    Kind.of(USUAL).inSteps(60)),
            implant(
                    "60 s, 10 %, stamps of ten seconds",
                    Kind.of(Implant.of(60, 0.1)).inSteps(10)));

    static final List<Other> GREY = List.of(
            new Other("poller of 300 s on 200 hosts", 200, Kind.of(Implant.of(300, 0.02))),
            new Other("job at each full hour, its own tenant", 1, chance -> Traffic.hourly(chance, Traffic.DAY)),
            new Other("hook of a build server, its own tenant", 1, chance -> Traffic.builds(chance, Traffic.DAY)),
            new Other(
                    "page that polls while a tab is open, on 20 hosts",
                    20,
                    chance -> Traffic.openTab(chance, Traffic.DAY)));

    static final List<Other> PEOPLE = List.of(
            new Other("people, spread 1.0", 30, Kind.person(1.0)),
            new Other("people, spread 1.3", 30, Kind.person(1.3)),
            new Other("people, spread 1.6", 30, Kind.person(1.6)),
            new Other(
                    "people, spread 1.3, stamps of minutes",
                    30,
                    Kind.person(1.3).inSteps(60)));

    static final List<Other> CROWDS = List.of(
            new Other("ten people behind one address", 30, chance -> Traffic.people(10, chance, Traffic.DAY)),
            new Other("a hundred people behind one address", 30, chance -> Traffic.people(100, chance, Traffic.DAY)),
            new Other("retries with back-off", 30, chance -> Traffic.retries(chance, Traffic.DAY)));

    static final List<Other> RANDOM = List.of(
            new Other("random arrivals, 3 an hour", 30, Kind.random(3)),
            new Other("random arrivals, 12 an hour", 30, Kind.random(12)),
            new Other("random arrivals, 60 an hour", 30, Kind.random(60)),
            new Other(
                    "random arrivals, 12 an hour, stamps of minutes",
                    30,
                    Kind.random(12).inSteps(60)),
            new Other(
                    "random arrivals, 60 an hour, stamps of ten seconds",
                    30,
                    Kind.random(60).inSteps(10)));

    static final List<Other> BUSY = List.of(new Other("random arrivals, 300 an hour", 30, Kind.random(300)));

    private Others() {}

    private static Other implant(String name, Implant implant) {
        return implant(name, Kind.of(implant));
    }

    private static Other implant(String name, Kind kind) {
        return new Other(name, 1, kind);
    }
}
