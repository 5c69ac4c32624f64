package dev.colophon.boot;

import dev.colophon.account.audit.AuditSettings;
import dev.colophon.account.oidc.OidcSettings;
import dev.colophon.backup.BackupSettings;
import dev.colophon.lookup.LookupSettings;
import dev.colophon.media.MediaSettings;
import dev.colophon.monitoring.fault.FaultSettings;
import dev.colophon.monitoring.trace.TraceSettings;
import dev.colophon.people.PeopleSettings;
import dev.colophon.settings.reading.SettingsReader;
import dev.colophon.storage.StorageSettings;
import dev.colophon.transfer.ImportSettings;
import java.util.List;

/** The settings of the whole program. A room that declares settings of its own is named here. */
public final class ProgramSettings {
    public static final SettingsReader READER = new SettingsReader(List.of(
            OidcSettings.GROUP,
            AuditSettings.GROUP,
            LookupSettings.GROUP,
            PeopleSettings.GROUP,
            ImportSettings.GROUP,
            StorageSettings.GROUP,
            MediaSettings.GROUP,
            BackupSettings.GROUP,
            FaultSettings.GROUP,
            TraceSettings.GROUP));

    private ProgramSettings() {}
}
