package io.beaconward.advice;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What there is to be told of all senders, over all event loops.
 *
 * @param unparsed senders of messages that nobody could read, those with the most such messages first
 * @param blind those whose flows can hardly lead to a finding, those with the most flows first
 * @param losing those of whose messages some are known to be lost, those with the most first
 * @param clocks those whose clocks are constantly off, those with the most messages first
 */
public record SendersReport(
        List<SenderView> unparsed, List<SenderView> blind, List<SenderView> losing, List<SenderView> clocks) {
    /** Most senders of each kind. */
    public static final int MOST = 100;

    /** The report from what each event loop knows of the senders there is something to tell of: at most {@link #MOST} of each kind. */
    public static SendersReport of(Collection<List<SenderView>> loops) {
        Map<String, SenderView> senders = new LinkedHashMap<>();
        for (List<SenderView> loop : loops) {
            for (SenderView sender : loop) senders.merge(sender.name(), sender, SenderView::plus);
        }
        Collection<SenderView> all = senders.values();
        return new SendersReport(
                first(all, sender -> sender.unknown() > 0, Comparator.comparingLong(SenderView::unknown)),
                first(
                        all,
                        SenderView::isBlind,
                        Comparator.comparingLong(sender -> sender.flows().flows())),
                first(all, sender -> sender.missing() > 0, Comparator.comparingLong(SenderView::missing)),
                first(all, sender -> sender.clock().isOff(), Comparator.comparingLong(SenderView::messages)));
    }

    private static List<SenderView> first(
            Collection<SenderView> all, Predicate<SenderView> wanted, Comparator<SenderView> rank) {
        return all.stream()
                .filter(wanted)
                .sorted(rank.reversed().thenComparing(SenderView::name))
                .limit(MOST)
                .toList();
    }
}
