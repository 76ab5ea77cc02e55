package io.beaconward.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts all settings together, in the order of {@link Keys}. */
final class SettingsReader {
    private final ValueReader values;

    SettingsReader(ValueReader values) {
        this.values = values;
    }

    /** @param webhooks the fields of each */
    Settings settings(List<Map<String, Given>> webhooks) {
        NetReader net = new NetReader(values);
        Settings.Listen listen = net.listen();
        Settings settings = new Settings(
                listen,
                net.tls(listen),
                net.admission(),
                net.limits(),
                new HttpReader(values).http(),
                new Settings.Data(values.one(Keys.DATA_DIRECTORY), values.one(Keys.PAIRS)),
                new Settings.Window(
                        values.one(Keys.WINDOW), values.one(Keys.MAX_CLOCK_SKEW), values.one(Keys.DUPLICATES)),
                new Settings.Senders(
                        values.many(Keys.TIME_ZONES),
                        values.many(Keys.RELAYS),
                        values.one(Keys.AUTO_ZONE),
                        values.one(Keys.SILENT_AFTER)),
                new Settings.Names(values.one(Keys.NAMES_KEEP), values.one(Keys.NAMES_ENTRIES)),
                new Settings.Catalogue(
                        values.one(Keys.TIER), values.optional(Keys.CATALOGUE_FILE), values.many(Keys.PATTERNS)),
                DialectFile.read(values.optional(Keys.DIALECTS_FILE), values.problems()),
                new Settings.Alerts(
                        values.one(Keys.REPEAT_AFTER),
                        values.one(Keys.QUIET_AFTER),
                        Set.copyOf(values.many(Keys.RULES)),
                        TuningFile.read(values.optional(Keys.TUNING_FILE), values.problems()),
                        values.one(Keys.OBSERVE_FOR)),
                new Settings.Ledger(
                        values.one(Keys.LEDGER_ALERTS), values.one(Keys.LEDGER_OUTBOX), values.one(Keys.LEDGER_KEEP)),
                new WebhookReader(values).webhooks(webhooks),
                new Settings.Log(values.one(Keys.LOG_FORMAT), values.one(Keys.LOG_LEVEL)));
        values.with(Keys.DIALECTS_FILE, settings.dialects());
        values.with(Keys.TUNING_FILE, settings.alerts().tuning());
        return settings;
    }
}
