package io.beaconward.metrics;

import java.util.List;

/**
 * Every number we show operators: its name, what it counts, and how it relates to the others. The reference page is
 * printed from here; tests check the relations. A new metric is one line here and one call of {@link Meters} where it moves.
 *
 * <p>Labels take values from sets that the configuration or the code bounds, never from messages.
 */
public enum Metric {
    FRAMES("beaconward_frames_total", Kind.COUNTER, "Frames received: datagrams, or frames of a stream.", "transport"),
    FRAME_BYTES(
            "beaconward_frame_bytes_total", Kind.COUNTER, "Bytes of the frames received, as far as kept.", "transport"),
    FRAMES_TRUNCATED(
            "beaconward_frames_truncated_total",
            Kind.COUNTER,
            "Frames that were cut, and read all the same: longer than the limit, or counted in octets that did not all come."
                    + " Part of beaconward_frames_total.",
            "transport"),
    FRAMES_REFUSED(
            "beaconward_frames_refused_total",
            Kind.COUNTER,
            "Frames not read at all. beaconward_frames_total minus these equals beaconward_messages_total over all dialects.",
            "reason"),
    MESSAGES(
            "beaconward_messages_total",
            Kind.COUNTER,
            "Frames done with, by the dialect that read them; `unknown` where none could.",
            "dialect"),
    MESSAGES_WITHOUT_FLOW(
            "beaconward_messages_without_flow_total",
            Kind.COUNTER,
            "Messages that a dialect read but that tell of no flow. With beaconward_flows_total and the `unknown` messages"
                    + " they sum up to beaconward_messages_total."),
    FLOWS("beaconward_flows_total", Kind.COUNTER, "Messages that told of a flow."),
    FLOWS_WITHOUT_SOURCE(
            "beaconward_flows_without_source_total",
            Kind.COUNTER,
            "Flows left out because they name no source address. DNS messages do not count here: they only give names."),
    HOSTS_REFUSED(
            "beaconward_hosts_refused_total",
            Kind.COUNTER,
            "Flows whose destination's name was refused: longer than 253 bytes, or with blanks, control characters, quotes or"
                    + " brackets. They count as flows without a name."),
    MATCHES(
            "beaconward_matches_total",
            Kind.COUNTER,
            "Flows with a source whose destination is in the catalogue. Equals beaconward_contacts_total plus"
                    + " beaconward_contacts_left_out_total over all reasons."),
    CONTACTS("beaconward_contacts_total", Kind.COUNTER, "Contacts counted to a pair."),
    CONTACTS_LEFT_OUT(
            "beaconward_contacts_left_out_total",
            Kind.COUNTER,
            "Matches not counted: `late`: older than the window; `session`: the session is counted by another of its records;"
                    + " `twice`: another sender told of the session before, see the setting `duplicates`; `full`: no room for the pair; `flood`: no room, and its tenant or its source holds more than a sixteenth"
                    + " of it.",
            "reason"),
    TIMES_REPLACED(
            "beaconward_event_times_replaced_total",
            Kind.COUNTER,
            "Flows whose time was further ahead than max-clock-skew: the receive time was taken. Part of beaconward_matches_total."),
    DATAGRAMS_REFUSED(
            "beaconward_datagrams_refused_total",
            Kind.COUNTER,
            "Datagrams left unread because senders.allow and senders.deny do not let their sender in. Not part of"
                    + " beaconward_frames_total."),
    TIMES_SHIFTED(
            "beaconward_event_times_shifted_total",
            Kind.COUNTER,
            "Flows whose time was moved because auto-zone is on and the sender's clock is constantly off by a multiple of 15"
                    + " minutes. Part of beaconward_matches_total."),
    UNEXPECTED(
            "beaconward_unexpected_errors_total",
            Kind.COUNTER,
            "Frames on which our own code failed; a defect, please report it. They count as refused with reason `unexpected`."),
    NAMES(
            "beaconward_names",
            Kind.GAUGE,
            "Names held of addresses that a watched name was told for, expired ones included until another takes their place."),
    NAMES_LEARNED(
            "beaconward_names_learned_total",
            Kind.COUNTER,
            "Names entered for an address, of a client or of any client; one that is only learned again does not count, nor one of"
                    + " an address that no watched name was told for: those are not held."),
    NAMES_USED(
            "beaconward_names_used_total",
            Kind.COUNTER,
            "Flows without a name that were given one: `client`: by a DNS reply to the same client; `any`: by what others were"
                    + " told, which is weaker evidence. Part of beaconward_flows_total.",
            "evidence"),
    NAMES_EVICTED(
            "beaconward_names_evicted_total",
            Kind.COUNTER,
            "Names that made way for another before they expired. Never more than beaconward_names_learned_total; if they go on rising,"
                    + " raise names.entries."),
    PAIRS("beaconward_pairs", Kind.GAUGE, "Pairs held."),
    PAIRS_CAPACITY(
            "beaconward_pairs_capacity",
            Kind.GAUGE,
            "Pairs that there is room for before the least valuable makes way."),
    PAIRS_EVICTED(
            "beaconward_pairs_evicted_total",
            Kind.COUNTER,
            "Pairs that made way for another because the capacity was reached."),
    PAIRS_EXPIRED(
            "beaconward_pairs_expired_total",
            Kind.COUNTER,
            "Pairs that left at a rollover because their window was over."),
    ROLLOVER(
            "beaconward_rollover_seconds",
            Kind.TIMER,
            "Time a rollover took, from the new generation to the sealed old one."),
    ROLLOVER_FAILURES(
            "beaconward_rollover_failures_total",
            Kind.COUNTER,
            "Rollovers that could not be made; counting goes on in the generation there is."),
    LAST_ROLLOVER(
            "beaconward_last_rollover_timestamp_seconds",
            Kind.GAUGE,
            "When the newest rollover was complete; 0 before the first."),
    ALERTS(
            "beaconward_alerts_total",
            Kind.COUNTER,
            "Rules that an alert named for the first time, which is when the ledger has it: one or more for each alert opened,"
                    + " and those that came to hold later.",
            "rule"),
    FINDINGS_HELD_BACK(
            "beaconward_findings_held_back_total",
            Kind.COUNTER,
            "Findings that led to no alert, and alerts that a new tuning closed, by the kind of entry in tuning.file that holds"
                    + " them back: `allow`, `suppress` or `override`, or `observe` on the first day; each pair once until it leads to an alert.",
            "by"),
    OBSERVE_UNTIL(
            "beaconward_observe_until_timestamp_seconds",
            Kind.GAUGE,
            "While observe-for holds findings back, when it ends; else 0."),
    ALERTS_OPEN("beaconward_alerts_open", Kind.GAUGE, "Alerts open now."),
    ALERTS_CROWDED(
            "beaconward_alerts_crowded_total",
            Kind.COUNTER,
            "Alerts that receivers are not told of by themselves, since the alert of another source of the same tenant tells of"
                    + " all; the ledger has each. Part of the alerts opened."),
    ALERTS_DEFERRED(
            "beaconward_alerts_deferred_total",
            Kind.COUNTER,
            "Findings put off because the alert queue was full; the pair's next contact raises them again."),
    NOTIFICATIONS(
            "beaconward_notifications_total",
            Kind.COUNTER,
            "Notifications done with: `delivered`; `rejected` by the receiver, which makes them dead letters; `expired`"
                    + " undelivered after ledger.keep; `dropped` because ledger.outbox was reached; or `held_back` because"
                    + " alerts-per-hour was, of which a summary tells.",
            "receiver",
            "result"),
    NOTIFICATION_ATTEMPTS(
            "beaconward_notification_attempts_total",
            Kind.COUNTER,
            "Requests sent to a receiver, retries included.",
            "receiver"),
    OUTBOX(
            "beaconward_outbox_notifications",
            Kind.GAUGE,
            "Notifications that wait to be delivered, at the last look a second ago or less.",
            "receiver"),
    OUTBOX_OLDEST_AGE(
            "beaconward_outbox_oldest_age_seconds",
            Kind.GAUGE,
            "For how long the oldest notification waits, over all receivers; 0 where none does. If it goes on rising, see whether"
                    + " the receiver is up."),
    DEAD_LETTERS(
            "beaconward_dead_letters",
            Kind.GAUGE,
            "Notifications that a receiver rejected, as far as kept; `beaconward alerts dead` lists them."),
    RECEIVER_DISABLED(
            "beaconward_receiver_disabled",
            Kind.GAUGE,
            "1 while nothing is sent to the receiver because it answered 410 Gone; until the next reload.",
            "receiver"),
    LEDGER_FAILURES(
            "beaconward_ledger_failures_total",
            Kind.COUNTER,
            "Reads and writes of the ledger of alerts that failed; they are tried again."),
    LEDGER_FORGOTTEN(
            "beaconward_ledger_forgotten_total",
            Kind.COUNTER,
            "What the ledger forgot to make room: an `alert` at ledger.alerts, a `dead-letter` at ledger.outbox.",
            "what"),
    SOCKET_DROPPED(
            "beaconward_socket_dropped_datagrams_total",
            Kind.COUNTER,
            "Datagrams that the kernel dropped because the socket's receive buffer was full. Not part of beaconward_frames_total.",
            "socket"),
    SOCKET_BUFFER(
            "beaconward_socket_receive_buffer_bytes",
            Kind.GAUGE,
            "Receive buffer that the kernel granted the UDP socket.",
            "socket"),
    CONNECTIONS("beaconward_connections", Kind.GAUGE, "Syslog connections open.", "transport"),
    CONNECTIONS_OPENED(
            "beaconward_connections_opened_total", Kind.COUNTER, "Syslog connections accepted.", "transport"),
    CONNECTIONS_REFUSED(
            "beaconward_connections_refused_total",
            Kind.COUNTER,
            "Syslog connections closed before anything of theirs was read: `limit`: limits.connections are open; `sender-limit`:"
                    + " the sender, or its /64, has limits.connections-per-sender open; `sender`: senders.allow and senders.deny do not let it in;"
                    + " `not-a-proxy`: listen.proxies does not name it; `proxy-header`: the proxy sent none, or a wrong one. Not part"
                    + " of beaconward_connections_opened_total.",
            "transport",
            "reason"),
    CONNECTIONS_CUT(
            "beaconward_connections_cut_total",
            Kind.COUNTER,
            "Syslog connections that we closed: `unfinished`: unfinished frames of all connections together held"
                    + " limits.unfinished bytes; `idle`: nothing came for limits.idle.",
            "transport",
            "reason"),
    HANDSHAKES_FAILED(
            "beaconward_tls_handshakes_failed_total",
            Kind.COUNTER,
            "TLS connections that came to nothing: `timeout`: tls.handshake-timeout was over; `closed` by the sender; `not-tls`:"
                    + " plain text came; `untrusted`: the sender's certificate leads to none of tls.client-ca; `expired`: it is not"
                    + " valid at this time; `not-permitted`: tls.permitted-peers does not name it; `protocol`: all else, such as no"
                    + " common version, no certificate where one is required, or ours refused. Part of"
                    + " beaconward_connections_opened_total.",
            "reason"),
    CERTIFICATE_NOT_AFTER(
            "beaconward_tls_certificate_not_after_timestamp_seconds",
            Kind.GAUGE,
            "When the certificate that the setting names, and TLS shows, expires.",
            "setting"),
    CERTIFICATE_FAILURES(
            "beaconward_tls_reload_failures_total",
            Kind.COUNTER,
            "Changed TLS files that could not be used, so that the old ones are still shown; the log says why. By the"
                    + " setting of their certificate.",
            "setting"),
    SENDERS("beaconward_senders", Kind.GAUGE, "Senders remembered, over all event loops."),
    SENDERS_BLIND(
            "beaconward_senders_blind",
            Kind.GAUGE,
            "Senders whose flows can hardly lead to a finding, since none names its source or its destination, or all were"
                    + " blocked; /unparsed names them, and what to switch on. Part of beaconward_senders."),
    SENDERS_SILENT(
            "beaconward_senders_silent",
            Kind.GAUGE,
            "Senders that are silent beyond their habit; the log and /unparsed name them. Part of beaconward_senders."),
    SENDERS_FORGOTTEN(
            "beaconward_senders_forgotten_total",
            Kind.COUNTER,
            "Senders forgotten because limits.senders was reached."),
    SEQUENCE_MISSING(
            "beaconward_sequence_missing_messages_total",
            Kind.COUNTER,
            "Messages that never came, by the numbers their senders give them: `sequence-id` of RFC 5424, `cisco` before the time,"
                    + " `pan-os` of each log. Only of senders that leave out none by themselves. What the kernel dropped of them is"
                    + " also in beaconward_socket_dropped_datagrams_total.",
            "numbering"),
    HTTP_REQUESTS(
            "beaconward_http_requests_total",
            Kind.COUNTER,
            "Requests answered by the local HTTP endpoint, by status.",
            "status"),
    RELOADS(
            "beaconward_reloads_total",
            Kind.COUNTER,
            "Reloads asked for by SIGHUP, those asked for at once counted as one: `taken`, or `refused` because something was wrong,"
                    + " so that the settings before it go on; the log says what.",
            "result"),
    LAST_RELOAD(
            "beaconward_last_reload_timestamp_seconds",
            Kind.GAUGE,
            "When the settings in effect were read: at the last reload that was taken, or at the start."),
    SETTINGS_WAITING(
            "beaconward_settings_waiting_for_restart",
            Kind.GAUGE,
            "Settings whose change, found at the last reload that was taken, takes effect at a restart; the log names them."),
    BUILD("beaconward_build_info", Kind.GAUGE, "1, labelled with the version.", "version");

    /** What kind of meter it is. */
    public enum Kind {
        COUNTER,
        GAUGE,
        TIMER
    }

    private final String prometheusName;
    private final Kind kind;
    private final String help;
    private final List<String> labels;

    Metric(String prometheusName, Kind kind, String help, String... labels) {
        this.prometheusName = prometheusName;
        this.kind = kind;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** The name as Prometheus shows it. */
    public String prometheusName() {
        return prometheusName;
    }

    public Kind kind() {
        return kind;
    }

    public String help() {
        return help;
    }

    /** The names of its labels, in the order in which {@link Meters} takes their values. */
    public List<String> labels() {
        return labels;
    }
}
