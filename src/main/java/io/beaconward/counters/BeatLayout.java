package io.beaconward.counters;

/**
 * Where the parts of a pair's {@link Beats} lie, in bytes from their start. All zero: nothing was ever heard.
 *
 * <pre>
 *   0  int    start      first contact of the open beat, seconds since 1970, unsigned; 0: none
 *   4  int    end        its last contact
 *   8  int    beats      begun so far
 *  12  byte   gap        contacts so many seconds apart are one beat; 0: the first gap
 *  13  byte   restarts   how often the evidence began anew
 *  14  byte   recent     intervals in the ring of recent ones
 *  15  byte   next       where in that ring the next one goes
 *  16  byte   lags[3]    idle times in each of the histograms
 *  19  byte   changing   1 while a beat is added
 *  20  short  idle[2]    the last idle time and the one before it, seconds; 0: none
 *  24  float  sum        of the idle times in the first histogram, seconds
 *  28  float  logs       sum of their natural logarithms
 *  32  float  squares    sum of the squares of those
 *  36  float  folded     sum of the pauses before beats, each divided among its multiples
 *  40  float  multiples  sum of those
 *  44  float  people     evidence for people that halving left behind, nats
 *  48  short  offs       off-periods
 *  50  byte   grain      seconds of which the newest stamp is a multiple by its sender's clock; 0: 1
 *  51         reserved
 *  52  float  best       the best bet's evidence, nats
 *  56  float  bets[14]   evidence of each bet against random arrivals, nats
 * 112  short  ring[16]   the recent intervals, start to start, seconds
 * 144  byte   idle1[64]  idle times by quarter octaves
 * 208  byte   idle2[64]  sums of two in a row
 * 272  byte   idle3[64]  sums of three
 * </pre>
 *
 * These are evidence, not counts: where a process was killed in the middle of an update, the evidence begins anew. Until then
 * every reader takes whatever it finds.
 */
final class BeatLayout {
    static final int START = 0;
    static final int END = 4;
    static final int BEATS = 8;
    static final int GAP = 12;
    static final int RESTARTS = 13;
    static final int RECENT = 14;
    static final int NEXT = 15;
    static final int LAGS = 16;
    static final int CHANGING = 19;
    static final int IDLE = 20;
    static final int SUM = 24;
    static final int LOGS = 28;
    static final int SQUARES = 32;
    static final int FOLDED = 36;
    static final int MULTIPLES = 40;
    static final int PEOPLE = 44;
    static final int OFFS = 48;
    static final int GRAIN = 50;
    static final int BEST = 52;
    static final int BETS = 56;
    static final int RING = 112;
    static final int HISTOGRAMS = 144;

    /** Intervals in the ring of recent ones. */
    static final int RING_SIZE = 16;

    static final int SIZE = HISTOGRAMS + 3 * Odds.BUCKETS;

    private BeatLayout() {}
}
