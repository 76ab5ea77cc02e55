package io.beaconward.detect.calibration;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** One kind of traffic: a day of it. */
interface Kind {
    List<Line> lines(Random chance);

    /** The sender's clock shows multiples of so many seconds. */
    default int grain() {
        return 1;
    }

    /** Both in one pair. */
    default Kind beside(Kind other) {
        return chance -> Traffic.merged(List.of(lines(chance), other.lines(chance)));
    }

    /** The same, told by a clock that shows multiples of so many seconds, a divisor of a minute. */
    default Kind inSteps(int seconds) {
        Kind exact = this;
        return new Kind() {
            @Override
            public List<Line> lines(Random chance) {
                return exact.lines(chance).stream()
                        .map(line -> line.at(line.second() / seconds * seconds))
                        .toList();
            }

            @Override
            public int grain() {
                return seconds;
            }
        };
    }

    static Kind of(Implant implant) {
        return chance -> implant.lines(chance, Traffic.DAY);
    }

    /** Several implants of one kind behind one address. */
    static Kind of(int number, Implant implant) {
        return chance -> Traffic.merged(IntStream.range(0, number)
                .mapToObj(i -> implant.lines(chance, Traffic.DAY))
                .toList());
    }

    /** What one of {@code tenants} hears of an implant that goes round them in turn, or takes any of them. */
    static Kind rotation(int tenants, boolean inTurn, Implant implant) {
        return chance -> {
            List<Line> all = implant.lines(chance, Traffic.DAY);
            return IntStream.range(0, all.size())
                    .filter(i -> (inTurn ? i % tenants : chance.nextInt(tenants)) == 0)
                    .mapToObj(all::get)
                    .toList();
        };
    }

    static Kind random(double anHour) {
        return chance -> Traffic.random(anHour, chance, Traffic.DAY);
    }

    /** Whose median think time is 20 s to 10 minutes. */
    static Kind person(double spread) {
        return chance -> Traffic.person(spread, 20 * Math.exp(3.4 * chance.nextDouble()), chance, Traffic.DAY);
    }
}
