package io.beaconward.advice;

import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.syslog.Attendance;
import io.beaconward.syslog.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Notices senders that used to speak and are silent beyond their own habit, and when they are heard again. To be asked each
 * minute, by one thread. Habits are learned anew at each start.
 *
 * <p>A sender is judged in hours in which its {@link Habit} expects it to speak. It is silent when it was not heard for {@code
 * silent-after}, and for {@link #PAUSES} times its longest usual pause. It is heard again with the
 * {@link Habit#STEADY}th message after that, lest one that trickles come and go. Those that are found in the same minute make one
 * notice; so do all, where nobody at all was heard for half of {@code silent-after}, and until somebody is nobody else is
 * noticed. After that, and where the thread itself was not asked for a while, as when the machine slept, time counts
 * from then on. A sender that is forgotten (limits.senders) ends its notice. At most {@link #MOST_OPEN} notices are open.
 */
public final class SilenceWatch {
    /** Usual pauses that a silence is longer than. */
    static final int PAUSES = 3;

    /** Most notices at once. */
    static final int MOST_OPEN = 100;

    private static final long LONGEST_SLEEP = Duration.ofMinutes(5).toMillis();

    /**
     * A notice that is open.
     *
     * @param silent those of its senders that are still silent, with how many messages of each had been heard
     */
    private record Open(Silence silence, Map<String, Long> silent) {}

    private final Roster roster;
    private volatile long silentAfterMillis;
    private final Predicate<Silence> sink;
    private final Map<String, Habit> habits = new HashMap<>();
    private final List<Open> open = new ArrayList<>();
    private volatile List<SilentSender> silent = List.of();
    private long lookedMillis = Long.MIN_VALUE;
    private long earliestMillis;
    private long latestHeard;

    /**
     * Watches the senders of a roster.
     *
     * @param silentAfter zero: nobody is judged
     * @param sink takes what is noticed and what is over; where it has no room, it says false and is given it again
     */
    public SilenceWatch(Roster roster, Duration silentAfter, Predicate<Silence> sink, Meters meters) {
        this.roster = roster;
        this.silentAfterMillis = silentAfter.toMillis();
        this.sink = sink;
        meters.gauge(Metric.SENDERS_SILENT, () -> silent.size());
    }

    /** Goes by another silent-after from now on; zero: nobody else is judged. Any thread. */
    public void renew(Duration silentAfter) {
        silentAfterMillis = silentAfter.toMillis();
    }

    /** Those that are silent now, the longest first. Any thread. */
    public List<SilentSender> silent() {
        return silent;
    }

    /** Looks at all senders. */
    public void look(long nowMillis) {
        boolean slept =
                lookedMillis == Long.MIN_VALUE || nowMillis < lookedMillis || nowMillis - lookedMillis > LONGEST_SLEEP;
        if (slept) earliestMillis = nowMillis;
        lookedMillis = nowMillis;
        sample(nowMillis);
        end(nowMillis);
        if (silentAfterMillis > 0
                && open.stream().noneMatch(notice -> notice.silence().everybody())) begin(nowMillis);
        silent = open.stream()
                .flatMap(notice -> notice.silent().keySet().stream())
                .distinct()
                .map(this::view)
                .sorted(Comparator.comparingLong(SilentSender::heardMillis).thenComparing(SilentSender::name))
                .toList();
    }

    private SilentSender view(String name) {
        Habit habit = habits.getOrDefault(name, new Habit());
        return new SilentSender(name, habit.heardMillis(), habit.longestPauseMillis());
    }

    private void sample(long nowMillis) {
        Set<String> known = new HashSet<>();
        for (Attendance sender : roster.all()) {
            known.add(sender.name());
            latestHeard = Math.max(latestHeard, sender.heardMillis());
            habits.computeIfAbsent(sender.name(), name -> new Habit())
                    .sample(
                            nowMillis,
                            sender.messages(),
                            sender.heardMillis(),
                            isSilent(sender.name()) ? nowMillis : earliestMillis);
        }
        habits.keySet().retainAll(known);
    }

    private boolean isSilent(String sender) {
        for (Open notice : open) {
            if (notice.silent().containsKey(sender)) return true;
        }
        return false;
    }

    private void end(long nowMillis) {
        for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
            Open notice = each.next();
            Silence silence = notice.silence();
            notice.silent().entrySet().removeIf(sender -> isHeardAgain(sender.getKey(), sender.getValue()));
            boolean over = notice.silent().isEmpty() || (silence.everybody() && latestHeard > silence.openedMillis());
            if (!over || !sink.test(silence.ended(Instant.ofEpochMilli(nowMillis)))) continue;
            if (silence.everybody()) earliestMillis = nowMillis;
            each.remove();
        }
    }

    private boolean isHeardAgain(String sender, long messagesBefore) {
        Habit habit = habits.get(sender);
        return habit == null || habit.messages() - messagesBefore >= Habit.STEADY;
    }

    private void begin(long nowMillis) {
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        habits.forEach((sender, habit) -> {
            long since = habit.silentSince(nowMillis, earliestMillis);
            if (since == Long.MAX_VALUE) return;
            expected.add(sender);
            if (nowMillis - since >= allowedMillis(habit) && !isSilent(sender)) found.add(sender);
        });
        if (found.isEmpty() || open.size() >= MOST_OPEN) return;
        boolean everybody =
                expected.size() > 1 && nowMillis - Math.max(latestHeard, earliestMillis) >= silentAfterMillis / 2;
        notice(everybody ? expected : found, everybody, nowMillis);
    }

    private long allowedMillis(Habit habit) {
        return Math.max(silentAfterMillis, PAUSES * habit.longestPauseMillis());
    }

    private void notice(List<String> senders, boolean everybody, long nowMillis) {
        senders.sort(Comparator.naturalOrder());
        Map<String, Long> messages = new HashMap<>();
        long firstHeard = nowMillis;
        for (String sender : senders) {
            Habit habit = Objects.requireNonNull(habits.get(sender));
            messages.put(sender, habit.messages());
            firstHeard = Math.min(firstHeard, habit.heardMillis());
        }
        Silence silence = new Silence(
                true,
                nowMillis,
                Instant.ofEpochMilli(nowMillis),
                List.copyOf(senders.subList(0, Math.min(senders.size(), Silence.MOST_NAMED))),
                senders.size(),
                everybody ? latestHeard : firstHeard,
                everybody);
        if (sink.test(silence)) open.add(new Open(silence, messages));
    }
}
