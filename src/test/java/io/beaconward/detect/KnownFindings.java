package io.beaconward.detect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A ledger in memory: the last finding on each alert. */
final class KnownFindings implements KnownAlerts {
    private final Map<List<Object>, Finding> last = new LinkedHashMap<>();

    void write(Finding finding) {
        PairFigures pair = finding.pair();
        last.put(List.of(pair.sourceIp(), pair.destination(), finding.openedMillis()), finding);
    }

    void forget() {
        last.clear();
    }

    /** The same finding on another destination. */
    static Finding to(String destination, Finding like) {
        PairFigures pair = like.pair();
        PairFigures other = new PairFigures(
                pair.firstSeen(),
                pair.lastSeen(),
                pair.sourceIp(),
                destination,
                pair.connectionCount(),
                pair.hourlyBuckets(),
                pair.avgConnPerHour(),
                pair.avgBytesSent(),
                pair.avgBytesRecv());
        return new Finding(
                like.state(),
                like.openedMillis(),
                like.time(),
                like.rules(),
                like.provider(),
                like.tenant(),
                other,
                like.bytesKnownShare(),
                like.blockedShare(),
                like.inferredNames(),
                like.namesOfOthers(),
                like.user(),
                like.hourlyCounts(),
                like.judgement());
    }

    @Override
    public Optional<Finding> last(String source, String destination, long openedMillis) {
        return Optional.ofNullable(last.get(List.<Object>of(source, destination, openedMillis)));
    }

    @Override
    public void forEachOpen(Consumer<Finding> visitor) {
        for (Finding finding : new ArrayList<>(last.values())) {
            if (finding.state() != Finding.State.CLOSED) visitor.accept(finding);
        }
    }
}
