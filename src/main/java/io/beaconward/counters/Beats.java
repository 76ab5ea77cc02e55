package io.beaconward.counters;

/**
 * The rhythm of a pair, where it lies off-heap as {@link BeatLayout} draws it: contacts close together are merged to beats,
 * and the idle time before each beat is bet on ({@link Odds}). A contact costs constant time. To be used under the pair's
 * lock only.
 *
 * <p>A contact belongs to the open beat if it comes within the gap after the last one, and within four gaps of the first.
 * Else it begins a beat, and the idle time is what passed since the last contact, beyond the gap: under random arrivals that
 * stays exponential whatever the gap is, so that merging cannot feign regularity. An interval of more than ten times the
 * median, and of over half an hour, is an off-period (a closed lid, a weekend, a lost feed) and no evidence. A contact that
 * comes late, from before the open beat, leaves the rhythm alone: at worst it looks like a missed beat.
 *
 * <p>The grid of coarse stamps, say of whole minutes, must not look like a rhythm. So a beat lasts to the end of its minute, after which
 * random arrivals are awaited as after any moment, and the next one begins at a time of its own minute that a hash draws.
 */
public final class Beats {
    /**
     * A run of a histogram's buckets that holds the most idle times.
     *
     * @param from seconds, from here
     * @param to seconds, to here
     * @param count that lie in it
     * @param of all of them
     */
    public record Window(int from, int to, int count, int of) {
        /** 0 to 1. */
        public double share() {
            return of == 0 ? 0 : (double) count / of;
        }
    }

    private static final int CACHE_LINE = 64;
    private static final int WITH_HABITS = BeatLayout.SIZE + Habits.SIZE;
    private static final int FIRST_GAP = 6;
    private static final int LEAST_GAP = 3;
    private static final int GREATEST_GAP = 30;
    private static final int GAPS_A_BEAT = 4;
    private static final int BEATS_TO_SET_GAP = 9;
    private static final int GAP_AGAIN = 64;
    private static final int GAPS_A_PERIOD = 12;
    private static final int GAPS_A_SHORT_PERIOD = 8;
    private static final int GAP_OF_SHORT_PERIOD = 6;
    private static final int OFF_AT_LEAST = 1800;
    private static final int OFF_AT_FIRST = 14_400;
    private static final int IDLE_TO_JUDGE_OFF = 4;
    private static final int OFF_MEDIANS = 10;
    private static final float HOPELESS = -12;
    private static final int MOST_MULTIPLES = 6;

    private final float[] gains = new float[Odds.BETS];
    private final IdleTimes times = new IdleTimes();
    private long address;

    /** Means nothing; what is not kept is not read. */
    int touched;

    void wrap(long newAddress) {
        address = newAddress;
        times.wrap(newAddress);
    }

    /**
     * Reads a byte of each of its cache lines and of the {@link Habits} behind them, so that they are fetched all at once while the
     * counts are updated, not one after the other as they are needed: that takes 60 to 100 ns of some 550 where pairs are many.
     */
    void touch() {
        int sum = Raw.u8(address + WITH_HABITS - 1);
        for (int at = 0; at < WITH_HABITS; at += CACHE_LINE) sum += Raw.u8(address + at);
        touched = sum;
    }

    /**
     * Hears a contact; true if it began a beat.
     *
     * @param seconds since 1970
     * @param grain the stamps of its sender are multiples of so many seconds
     */
    boolean hear(int seconds, int grain) {
        if (grain != grain()) Raw.u8(address + BeatLayout.GRAIN, grain);
        int start = Raw.i32(address + BeatLayout.START);
        int end = Raw.i32(address + BeatLayout.END);
        if (start == 0) {
            begin(seconds);
            return true;
        }
        int pause = (grain == 1 ? seconds : seconds + within(grain, seconds)) - end;
        int interval = seconds - start;
        if (pause <= 0) return false;
        int gap = gap();
        if (pause <= gap && interval <= GAPS_A_BEAT * gap) {
            Raw.i32(address + BeatLayout.END, seconds + grain - 1);
            return false;
        }
        if (Raw.u8(address + BeatLayout.CHANGING) != 0) restart(); // a process was killed meanwhile
        Raw.u8(address + BeatLayout.CHANGING, 1);
        addBeat(seconds, pause, interval, gap);
        Raw.u8(address + BeatLayout.CHANGING, 0);
        return true;
    }

    private void addBeat(int seconds, int pause, int interval, int gap) {
        begin(seconds);
        if (pause <= gap) {
            forgetLast(); // a beat that never ends: no idle time at all
        } else if (isOff(interval, pause - gap)) {
            Raw.count(address + BeatLayout.OFFS);
            forgetLast();
        } else {
            remember(interval);
            bet(pause - gap);
        }
        int beats = beats();
        if (beats == BEATS_TO_SET_GAP || beats % GAP_AGAIN == 0) setGap();
    }

    private void begin(int seconds) {
        Raw.i32(address + BeatLayout.START, seconds);
        Raw.i32(address + BeatLayout.END, seconds + grain() - 1);
        int beats = beats();
        if (beats < Integer.MAX_VALUE) Raw.i32(address + BeatLayout.BEATS, beats + 1);
    }

    /** A time within the grain, as if by chance, the same for the same contacts. */
    private int within(int grain, int seconds) {
        int hash = (seconds ^ (beats() << 16)) * 0x9e37_79b9;
        return Integer.remainderUnsigned(hash ^ (hash >>> 15), grain);
    }

    private boolean isOff(int interval, int idle) {
        if (idle > Odds.LONGEST) return true;
        if (interval <= OFF_AT_LEAST) return false;
        return interval > (times.count(1) < IDLE_TO_JUDGE_OFF ? OFF_AT_FIRST : OFF_MEDIANS * (times.median() + gap()));
    }

    private void remember(int interval) {
        int next = Raw.u8(address + BeatLayout.NEXT) % BeatLayout.RING_SIZE;
        Raw.u16(address + BeatLayout.RING + (long) Short.BYTES * next, interval);
        Raw.u8(address + BeatLayout.NEXT, (next + 1) % BeatLayout.RING_SIZE);
        Raw.u8(address + BeatLayout.RECENT, Math.min(recent() + 1, BeatLayout.RING_SIZE));
    }

    private void setGap() {
        if (times.count(1) < IDLE_TO_JUDGE_OFF) return;
        double period = times.median() + gap();
        double gap = Math.max(Math.min(period / GAPS_A_SHORT_PERIOD, GAP_OF_SHORT_PERIOD), period / GAPS_A_PERIOD);
        Raw.u8(address + BeatLayout.GAP, Math.max(LEAST_GAP, Math.min((int) gap, GREATEST_GAP)));
    }

    private void forgetLast() {
        Raw.u16(address + BeatLayout.IDLE, 0);
        Raw.u16(address + BeatLayout.IDLE + Short.BYTES, 0);
    }

    // --- the bets ---

    private void bet(int idle) {
        int last = Raw.u16(address + BeatLayout.IDLE);
        int lastButOne = Raw.u16(address + BeatLayout.IDLE + Short.BYTES);
        int n = times.count(1);
        if (!(Raw.f32(address + BeatLayout.SUM) >= 0.9f * n)) { // no sum of as many idle times
            restart();
            n = 0;
        }
        float sum = Raw.f32(address + BeatLayout.SUM);
        int pause = idle + gap();
        float period = n == 0 ? pause : period(n, sum);
        float chance = 0;
        if (n > 0) {
            chance = Odds.chance(idle, n, sum);
            Odds.combs(pause, period, known(n), sum / n + gap(), n, chance, gains);
        }
        histories(idle, last, lastButOne, chance);
        if (n > 0) settle();
        note(idle, pause, sum, period);
        if (n < 4 || n == 7 || n == 15 || n == 31) foldAgain();
        Raw.u16(address + BeatLayout.IDLE, idle);
        Raw.u16(address + BeatLayout.IDLE + Short.BYTES, last);
        if (n + 1 >= Odds.FULL) halve();
        if (!(Raw.f32(address + BeatLayout.BEST) > HOPELESS)) restart(); // so also where it is no number
    }

    private void histories(int idle, int last, int lastButOne, float chance) {
        history(1, idle, chance);
        history(2, last == 0 ? 0 : idle + last, chance);
        history(3, last == 0 || lastButOne == 0 ? 0 : idle + last + lastButOne, chance);
    }

    /** The gains of the two histories of that lag, on a sum of as many idle times, which is noted then; 0: there is none. */
    private void history(int lag, int sum, float chance) {
        int n = times.count(lag);
        int bet = Odds.history(lag);
        gains[bet] = 0;
        gains[bet + 1] = 0;
        if (sum == 0) return;
        int bucket = Odds.bucket(sum);
        int same = times.in(lag, bucket);
        if (n > 0) {
            int near = same + (bucket == 0 ? 0 : times.in(lag, bucket - 1));
            if (bucket < Odds.BUCKETS - 1) near += times.in(lag, bucket + 1);
            Odds.histories(bet, Math.min(same, n), Math.min(near, n), n, bucket, chance, gains);
        }
        times.add(lag, bucket, same, n);
    }

    /** Pays out what each bet won or lost. */
    private void settle() {
        float best = Float.NEGATIVE_INFINITY;
        for (int bet = 0; bet < Odds.BETS; bet++) {
            long at = wonBy(bet);
            float won = Raw.f32(at) + gains[bet];
            Raw.f32(at, won);
            float staked = won + Odds.stake(bet);
            if (!(staked <= best)) best = staked;
        }
        Raw.f32(address + BeatLayout.BEST, best);
    }

    private void note(int idle, int pause, float sum, float period) {
        float ln = Odds.ln(idle);
        Raw.f32(address + BeatLayout.SUM, sum + idle);
        Raw.f32(address + BeatLayout.LOGS, Raw.f32(address + BeatLayout.LOGS) + ln);
        Raw.f32(address + BeatLayout.SQUARES, Raw.f32(address + BeatLayout.SQUARES) + ln * ln);
        fold(pause, pause / period, 1);
    }

    private void fold(double pause, double periods, int held) {
        int multiple = Math.max(1, Math.min((int) Math.rint(periods), MOST_MULTIPLES));
        Raw.f32(address + BeatLayout.FOLDED, (float) (Raw.f32(address + BeatLayout.FOLDED) + held * pause));
        Raw.f32(address + BeatLayout.MULTIPLES, Raw.f32(address + BeatLayout.MULTIPLES) + held * multiple);
    }

    /** Divides all pauses among their multiples once more, now that the period is better known. */
    private void foldAgain() {
        double period = times.median() + gap();
        for (int turn = 0; turn < 2; turn++) {
            Raw.f32(address + BeatLayout.FOLDED, 0);
            Raw.f32(address + BeatLayout.MULTIPLES, 0);
            for (int b = 0; b < Odds.BUCKETS; b++) {
                int held = times.in(1, b);
                if (held == 0) continue;
                double pause = IdleTimes.middle(b) + gap();
                fold(pause, pause / period, held);
            }
            period = Raw.f32(address + BeatLayout.FOLDED) / Raw.f32(address + BeatLayout.MULTIPLES);
        }
    }

    /** From a beat's last contact to the next beat, seconds, as far as {@code n} idle times that sum to {@code sum} tell. */
    private float period(int n, float sum) {
        float period = n <= 2
                ? sum / n + gap()
                : Raw.f32(address + BeatLayout.FOLDED) / Raw.f32(address + BeatLayout.MULTIPLES);
        return period >= 1 ? period : 1;
    }

    /** The number of periods from which it is known, as far as that matters. */
    private int known(int n) {
        int multiples = n <= 2 ? n : (int) Raw.f32(address + BeatLayout.MULTIPLES);
        return Math.max(1, Math.min(multiples, Odds.FULL));
    }

    /** Where it is kept what the bet has won. */
    private long wonBy(int bet) {
        return address + BeatLayout.BETS + (long) Float.BYTES * bet;
    }

    private float best() {
        float best = Float.NEGATIVE_INFINITY;
        for (int bet = 0; bet < Odds.BETS; bet++) {
            best = Math.max(best, Raw.f32(wonBy(bet)) + Odds.stake(bet));
        }
        return best;
    }

    /** Begins anew: what was, was no rhythm. */
    private void restart() {
        times.clear();
        forgetLast();
        Raw.clear(address + BeatLayout.SUM, address + BeatLayout.OFFS);
        Raw.clear(address + BeatLayout.BEST, address + BeatLayout.RING);
        Raw.u8(address + BeatLayout.RESTARTS, restarts() + 1);
    }

    /**
     * Forgets half of it, so that a rhythm that ends or changes is noticed. The square root is taken of a stake that has grown,
     * and one that has shrunk is left as it is; so none grows by this, and the bound of the false alarms holds on.
     */
    void halve() {
        int before = times.count(1);
        double evidence = evidence();
        double people = people();
        times.halve();
        float kept = (float) times.count(1) / before;
        scale(BeatLayout.SUM, kept);
        scale(BeatLayout.LOGS, kept);
        scale(BeatLayout.SQUARES, kept);
        scale(BeatLayout.FOLDED, kept);
        scale(BeatLayout.MULTIPLES, kept);
        for (int bet = 0; bet < Odds.BETS; bet++) {
            float won = Raw.f32(wonBy(bet));
            if (won > 0) Raw.f32(wonBy(bet), won * 0.5f);
        }
        Raw.f32(address + BeatLayout.BEST, best());
        double left = evidence > people ? people / 2 : people - (evidence - evidence());
        Raw.f32(address + BeatLayout.PEOPLE, 0);
        Raw.f32(address + BeatLayout.PEOPLE, (float) (left - people()));
    }

    private void scale(int at, float factor) {
        Raw.f32(address + at, Raw.f32(address + at) * factor);
    }

    // --- what is known of it ---

    /** Beats begun so far. */
    public int beats() {
        return Raw.i32(address + BeatLayout.BEATS);
    }

    /** Contacts at most so many seconds apart are one beat. */
    public int gap() {
        int gap = Raw.u8(address + BeatLayout.GAP);
        return gap == 0 ? FIRST_GAP : gap;
    }

    /** The stamps of the contact heard last are of a clock that shows multiples of so many seconds. */
    public int grain() {
        return Math.max(1, Raw.u8(address + BeatLayout.GRAIN));
    }

    /** How often the evidence began anew, because it spoke against every rhythm. */
    public int restarts() {
        return Raw.u8(address + BeatLayout.RESTARTS);
    }

    /** Off-periods so far. */
    public int offPeriods() {
        return Raw.u16(address + BeatLayout.OFFS);
    }

    /** Idle times on which the evidence rests. */
    public int intervals() {
        return times.count(1);
    }

    /** At most this is the {@link #evidence}, nats; cheap. */
    public float mostEvidence() {
        return Raw.f32(address + BeatLayout.BEST) + Odds.ln(Odds.BETS);
    }

    /** What the bets together have won from random arrivals, nats: chance reaches x with a probability of at most e^-x. */
    public double evidence() {
        double best = Raw.f32(address + BeatLayout.BEST);
        double sum = 0;
        for (int bet = 0; bet < Odds.BETS; bet++) {
            sum += Math.exp(Raw.f32(wonBy(bet)) + Odds.stake(bet) - best);
        }
        return best + Math.log(sum);
    }

    /**
     * By how much people explain the idle times better than random arrivals do, nats: so much less is the evidence against
     * them. Their idle times are log-normal, of any scale and a spread of at least 1.
     */
    public double people() {
        int n = times.count(1);
        if (n < 2) return 0;
        double people = Odds.people(
                n,
                Raw.f32(address + BeatLayout.LOGS),
                Raw.f32(address + BeatLayout.SQUARES),
                Raw.f32(address + BeatLayout.SUM));
        return people + Raw.f32(address + BeatLayout.PEOPLE);
    }

    /** Takes a bar of the histogram of single idle times: from so many seconds on, so many. */
    @FunctionalInterface
    public interface BarVisitor {
        void bar(int seconds, int count);
    }

    /** Shows the bars that are not empty, the shortest first. */
    public void forEachIdleTime(BarVisitor visitor) {
        times.forEach(visitor);
    }

    /** Intervals that {@link #recent(int)} has, up to 16. */
    public int recent() {
        return Raw.u8(address + BeatLayout.RECENT);
    }

    /** The interval from start to start before the {@code age}-th newest beat, seconds; 0 is the newest. */
    public int recent(int age) {
        int at = Math.floorMod(Raw.u8(address + BeatLayout.NEXT) - 1 - age, BeatLayout.RING_SIZE);
        return Raw.u16(address + BeatLayout.RING + (long) Short.BYTES * at);
    }

    /** The median idle time, seconds, about; 0 where there is none. */
    public double medianIdle() {
        return times.median();
    }

    /** The run of {@code width} quarter octaves that holds the most sums of {@code lag} idle times in a row, lag 1 to 3. */
    public Window window(int lag, int width) {
        return times.window(lag, width);
    }
}
