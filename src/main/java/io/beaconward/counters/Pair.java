package io.beaconward.counters;

import io.beaconward.watch.Contact;
import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;
import org.jspecify.annotations.Nullable;

/**
 * A view of one pair where it lies off-heap, laid out as {@link PairLayout} draws it. It is bound to a pair by the map
 * and may be used only while that pair's lock is held. Hours are counted from 1970, UTC.
 */
public final class Pair implements Byteable {
    /** How a contact changed the pair. */
    enum Change {
        /** Counted as one connection more. */
        ADDED,
        /** The end of a session that its start record had already counted: its bytes were added. */
        COMPLETED,
        /** Not counted: the end record of the session will be. */
        AWAITS_END,
        /** Not counted: older than what the rings hold. */
        TOO_OLD
    }

    private static final Memory MEMORY = OS.memory();
    private static final int ALERT_BITS = 3;
    private static final int ENDS_REPORTED = 4;
    private static final int RULE_BITS = 0xffff;
    private static final int LEVEL_SHIFT = 16;
    private static final int LEVEL_BITS = 3;
    private static final int HAD_ALERT = 1 << 18;
    private static final int HELD_BACK = 1 << 19;
    private static final long LOW_24 = 0xff_ffffL;
    private static final int MILLIS_PER_SECOND = 1000;
    private static final long MILLIS_PER_HOUR = 3_600_000L;

    private final PairLayout layout;
    private final HourRings rings;
    private final Beats beats = new Beats();
    private final Habits habits = new Habits();
    private boolean newContact;
    private boolean newBeat;
    private @Nullable BytesStore<?, ?> store;
    private long offset;
    private long address;

    Pair(PairLayout layout) {
        this.layout = layout;
        this.rings = new HourRings(layout);
    }

    /** The clock hour in which {@code millis} since 1970 lies. */
    public static int hourOf(long millis) {
        return (int) Math.floorDiv(millis, MILLIS_PER_HOUR);
    }

    // --- what the map calls ---

    @Override
    @SuppressWarnings("rawtypes") // so does the interface declare it
    public void bytesStore(BytesStore bytesStore, long newOffset, long length) {
        store = bytesStore;
        offset = newOffset;
        address = bytesStore.addressForRead(newOffset, layout.size);
        rings.wrap(address);
        if (!hasBeats()) return;
        beats.wrap(address + layout.beats);
        habits.wrap(address + layout.habits);
    }

    @Override
    public @Nullable BytesStore<?, ?> bytesStore() {
        return store;
    }

    @Override
    public long offset() {
        return offset;
    }

    /** Chronicle Map asks this once of an instance made without its constructor, before it is told the size. */
    @Override
    public long maxSize() {
        return layout == null ? Long.BYTES : layout.size;
    }

    // --- reading ---

    /** Whether nothing was ever counted to it. */
    boolean isEmpty() {
        return top() == 0;
    }

    private int top() {
        return MEMORY.readInt(address + PairLayout.TOP);
    }

    public AlertState alertState() {
        return AlertState.of(flags() & ALERT_BITS);
    }

    private int flags() {
        return MEMORY.readInt(address + PairLayout.FLAGS);
    }

    /** A number of the destination's tenant; 0 in pairs of earlier versions. */
    public int tenant() {
        return MEMORY.readInt(address + PairLayout.TENANT);
    }

    /** When the newest contact was received, milliseconds since 1970. */
    public long receivedMillis() {
        return MEMORY.readLong(address + PairLayout.RECEIVED);
    }

    /** When the alert was opened, milliseconds since 1970; 0 if there is none. */
    public long alertOpenedMillis() {
        return MEMORY.readLong(address + PairLayout.OPENED);
    }

    /** When the alert was last sent, milliseconds since 1970. */
    public long alertSentMillis() {
        return MEMORY.readLong(address + PairLayout.SENT);
    }

    /** Event time of the first contact ever counted, milliseconds since 1970. */
    public long createdMillis() {
        return MEMORY.readLong(address + PairLayout.CREATED);
    }

    /** The window's first hour when {@code hour} is the current one. */
    public int oldestHour(int hour) {
        return hour - layout.window + 1;
    }

    /**
     * Contacts whose name was not logged but learned from a DNS reply to the source itself; since the pair last was quiet for
     * a whole window, so that it may count some that the window has left behind.
     */
    public long namedByOwnReply() {
        return Integer.toUnsignedLong(MEMORY.readInt(address + PairLayout.NAMED_BY_OWN));
    }

    /** As {@link #namedByOwnReply}, but learned from what others were told. */
    public long namedByOthers() {
        return Integer.toUnsignedLong(MEMORY.readInt(address + PairLayout.NAMED_BY_OTHERS));
    }

    /** The user that a contact named last, as logged, bytes that are not UTF-8 as U+FFFD; empty where none did. */
    public String user() {
        return layout.user == PairLayout.ABSENT ? "" : PairUser.read(address + layout.user);
    }

    /** The pair's rhythm; to be used while the pair is. */
    public Beats beats() {
        return beats;
    }

    /** What its contacts have in common; to be used while the pair is. */
    public Habits habits() {
        return habits;
    }

    /** Whether the contact that was added last is one more, and not the end of a session that was counted at its start. */
    public boolean isNewContact() {
        return newContact;
    }

    /** Whether the contact that was added last began a beat. */
    public boolean isNewBeat() {
        return newBeat;
    }

    private boolean hasBeats() {
        return layout.beats != PairLayout.ABSENT;
    }

    /** Fills {@code totals} with the hours from {@code oldest} on. */
    public void totals(int oldest, Totals totals) {
        rings.totals(top(), oldest, totals);
    }

    /** Connections in the clock hour; 0 for one that the rings do not hold. */
    public int connections(int hour) {
        return rings.connections(top(), hour);
    }

    /** Whether any hour from {@code oldest} on has a connection. */
    boolean isActiveSince(int oldest) {
        return rings.isActiveSince(top(), oldest);
    }

    // --- counting ---

    /** Counts the contact in the hour of its time. */
    Change add(Contact contact) {
        newContact = false;
        newBeat = false;
        if (hasBeats()) beats.touch();
        int hour = hourOf(contact.millis());
        int current = Math.max(hour, hourOf(contact.receivedMillis()));
        if (isEmpty()) {
            MEMORY.writeLong(address + PairLayout.CREATED, contact.millis());
            MEMORY.writeInt(address + PairLayout.TENANT, contact.tenant());
            MEMORY.writeInt(address + PairLayout.TOP, current);
        }
        advance(current);
        if (hour <= top() - layout.hours) return Change.TOO_OLD;
        MEMORY.writeLong(address + PairLayout.RECEIVED, Math.max(receivedMillis(), contact.receivedMillis()));
        if (contact.userLength() > 0 && layout.user != PairLayout.ABSENT) {
            PairUser.write(address + layout.user, contact.user(), contact.userLength());
        }
        if (contact.sessionStart()) {
            if ((flags() & ENDS_REPORTED) != 0) return Change.AWAITS_END;
            openStarts(openStarts() + 1);
            rings.add(hour, contact, 1L << 48);
            noteNew(contact);
            return Change.ADDED;
        }
        boolean completes = openStarts() > 0 && takeBackOldestStart();
        MEMORY.writeInt(address + PairLayout.FLAGS, flags() | ENDS_REPORTED);
        long known = contact.bytesKnown() ? 1 : 0;
        if (hasBeats()) habits.note(contact); // while the counts are still on their way from memory
        rings.add(hour, contact, known + (contact.blocked() ? 1L << 24 : 0));
        if (completes) return Change.COMPLETED;
        noteNew(contact);
        return Change.ADDED;
    }

    private void noteNew(Contact contact) {
        newContact = true;
        int seconds = (int) Math.floorDiv(contact.millis(), (long) MILLIS_PER_SECOND);
        newBeat = hasBeats() && beats.hear(seconds, contact.grain());
        if (newBeat) habits.beat(seconds);
        if (contact.namedByOwnReply()) increment(PairLayout.NAMED_BY_OWN);
        if (contact.namedByOthers()) increment(PairLayout.NAMED_BY_OTHERS);
    }

    private void increment(int field) {
        int value = MEMORY.readInt(address + field);
        if (value != -1) MEMORY.writeInt(address + field, value + 1);
    }

    private void advance(int hour) {
        int top = top();
        if (hour <= top) return;
        if (hour - top >= layout.hours) {
            MEMORY.writeInt(address + PairLayout.NAMED_BY_OWN, 0);
            MEMORY.writeInt(address + PairLayout.NAMED_BY_OTHERS, 0);
            if (hasBeats()) habits.forgetSessions();
        } else if (hour / layout.window != top / layout.window && hasBeats()) {
            habits.halveSessions();
        }
        rings.advance(top, hour);
        MEMORY.writeInt(address + PairLayout.TOP, hour);
    }

    private int openStarts() {
        return MEMORY.readInt(address + PairLayout.STARTS);
    }

    private void openStarts(int value) {
        MEMORY.writeInt(address + PairLayout.STARTS, value);
    }

    private boolean takeBackOldestStart() {
        boolean held = rings.takeBackOldestStart(top());
        openStarts(held ? openStarts() - 1 : 0);
        return held;
    }

    // --- the alert's state ---

    /** Notes that an alert was found and is on its way. */
    public void alertPending(long openedMillis) {
        MEMORY.writeLong(address + PairLayout.OPENED, openedMillis);
        MEMORY.writeLong(address + PairLayout.SENT, openedMillis);
        alertState(AlertState.PENDING);
    }

    /** What was found since the alert was opened, and how sure it is; whoever judges it gives the bits a meaning. */
    public int alertRules() {
        return MEMORY.readInt(address + PairLayout.RULES) & RULE_BITS;
    }

    /** 0 to 3. */
    public int alertLevel() {
        return (MEMORY.readInt(address + PairLayout.RULES) >>> LEVEL_SHIFT) & LEVEL_BITS;
    }

    /** Whether an earlier alert of the pair was closed. */
    public boolean hadAlert() {
        return (MEMORY.readInt(address + PairLayout.RULES) & HAD_ALERT) != 0;
    }

    /** Whether what was found of the pair last led to no alert, as the operator wishes. */
    public boolean isHeldBack() {
        return (MEMORY.readInt(address + PairLayout.RULES) & HELD_BACK) != 0;
    }

    public void heldBack(boolean held) {
        int rules = MEMORY.readInt(address + PairLayout.RULES);
        MEMORY.writeInt(address + PairLayout.RULES, held ? rules | HELD_BACK : rules & ~HELD_BACK);
    }

    /** Notes whether an earlier alert of the pair was closed. */
    public void hadAlert(boolean had) {
        int rules = MEMORY.readInt(address + PairLayout.RULES);
        MEMORY.writeInt(address + PairLayout.RULES, had ? rules | HAD_ALERT : rules & ~HAD_ALERT);
    }

    /** Notes what was found so far, and how sure it is, 0 to 3. */
    public void alertFound(int rules, int level) {
        int kept = MEMORY.readInt(address + PairLayout.RULES) & (HAD_ALERT | HELD_BACK);
        MEMORY.writeInt(address + PairLayout.RULES, kept | (level << LEVEL_SHIFT) | (rules & RULE_BITS));
    }

    /** Notes that the ledger has the alert. */
    public void alertRaised() {
        alertState(AlertState.RAISED);
    }

    /** Notes that the alert was sent once more. */
    public void alertSent(long millis) {
        MEMORY.writeLong(address + PairLayout.SENT, millis);
    }

    /** Takes back {@link #alertPending}: nobody took the alert. */
    public void alertNotOpened() {
        alertFound(0, 0);
        alertState(AlertState.NONE);
        MEMORY.writeLong(address + PairLayout.OPENED, 0);
    }

    /** Notes that the alert is over. */
    public void alertClosed() {
        MEMORY.writeInt(address + PairLayout.RULES, HAD_ALERT);
        alertState(AlertState.NONE);
        MEMORY.writeLong(address + PairLayout.OPENED, 0);
    }

    private void alertState(AlertState state) {
        MEMORY.writeInt(address + PairLayout.FLAGS, (flags() & ~ALERT_BITS) | state.code());
    }

    // --- moving and ranking ---

    /** Takes over all of {@code other}, whose window may be another one; hours that do not fit are left behind. */
    void copyFrom(Pair other) {
        int top = other.top();
        rings.copyFrom(other.rings, top);
        for (int word = Long.BYTES; word < PairLayout.RINGS; word += Long.BYTES) {
            MEMORY.writeLong(address + word, MEMORY.readLong(other.address + word));
        }
        if (layout.user != PairLayout.ABSENT && other.layout.user != PairLayout.ABSENT) {
            PairUser.copy(other.address + other.layout.user, address + layout.user);
        }
        for (int word = 0; hasBeats() && other.hasBeats() && word < BeatLayout.SIZE + Habits.SIZE; word += Long.BYTES) {
            MEMORY.writeLong(address + layout.beats + word, MEMORY.readLong(other.address + other.layout.beats + word));
        }
        MEMORY.writeInt(address + PairLayout.FLAGS, other.flags());
        MEMORY.writeInt(address + PairLayout.TOP, top); // last: until now the pair counts as empty
    }

    /**
     * The pair's worth, as a number that can be compared: without an alert before with one; then fewer active hours,
     * fewer connections, an older last contact. The least makes way when there is no more room.
     */
    long worth() {
        int top = top();
        long hours = 0;
        long connections = 0;
        for (int slot = 0; slot < layout.hours; slot++) {
            long count = rings.count(slot);
            if (count == 0) continue;
            hours++;
            connections += count;
        }
        long alert = alertState() == AlertState.NONE ? 0 : 1;
        long age = Math.max(0, Math.min(receivedMillis() / MILLIS_PER_SECOND, 0xffff_ffffL));
        return top == 0 ? 0 : (alert << 62) | (hours << 56) | (Math.min(connections, LOW_24) << 32) | age;
    }
}
