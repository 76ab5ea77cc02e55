package io.beaconward.detect;

import io.beaconward.bytes.Address;
import io.beaconward.counters.Beats;
import io.beaconward.counters.Pair;
import io.beaconward.counters.PairKey;
import io.beaconward.counters.Rotations;
import io.beaconward.watch.Contact;
import io.beaconward.watch.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rules that look at more than one pair: rotation and campaign. One for the process, shared by all pipelines. What it
 * finds belongs to one pair of the group, the strongest, and names the others.
 */
final class Company {
    /** The rules that are asked here. */
    static final int RULES = Rule.ROTATION.bit() | Rule.CAMPAIGN.bit();

    private static final Predicate<Beats> IS_RHYTHM = RhythmRule::holds;

    private final Rotations rotations = new Rotations();
    private final Campaigns campaigns = new Campaigns();

    /**
     * Which of these rules hold for the pair now that the contact was counted; the caller holds its lock.
     *
     * @param found the rules that hold for the pair alone
     */
    int rules(Contact contact, Pair pair, int found) {
        int rules = 0;
        boolean alone = ((found | pair.alertRules()) & Rule.RHYTHM.bit()) != 0;
        if (pair.isNewContact() && rotations.hear(contact, IS_RHYTHM) && !alone) rules |= Rule.ROTATION.bit();
        if ((found & Rule.RHYTHM.bit()) == 0 || !pair.isNewBeat()) return rules;
        Beats beats = pair.beats();
        boolean campaign =
                campaigns.tell(pair.tenant(), contact.source(), period(beats), beats.beats(), contact.receivedMillis());
        return campaign ? rules | Rule.CAMPAIGN.bit() : rules;
    }

    /** Takes over what an earlier run knew of the pair's part in a campaign; the caller holds its lock. */
    void resume(PairKey key, Pair pair) {
        if (!RhythmRule.holds(pair.beats())) return;
        Address source = new Address();
        source.parse(key.source());
        boolean speaks = (pair.alertRules() & Rule.CAMPAIGN.bit()) != 0;
        campaigns.resume(
                pair.tenant(), source, period(pair.beats()), pair.beats().beats(), pair.receivedMillis(), speaks);
    }

    private static int period(Beats beats) {
        return (int) Math.round(beats.medianIdle()) + beats.gap();
    }

    /** What one source does with several destinations; to be kept over a restart. */
    Rotations rotations() {
        return rotations;
    }

    /** Who else belongs to what {@code rules} say of the pair, as far as it is still known: sources, then destinations. */
    List<String> others(int rules, Pair pair, String source, String destination, Service service) {
        if ((rules & RULES) == 0) return List.of();
        Address address = new Address();
        address.parse(source);
        List<String> others = new ArrayList<>();
        if ((rules & Rule.CAMPAIGN.bit()) != 0) others.addAll(campaigns.sources(pair.tenant(), address));
        if ((rules & Rule.ROTATION.bit()) != 0)
            others.addAll(rotations.destinations(address, service.providerNumber(), destination));
        return List.copyOf(others);
    }
}
