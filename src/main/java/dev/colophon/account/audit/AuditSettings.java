package dev.colophon.account.audit;

import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;

/** How long it is remembered who changed accounts. */
public record AuditSettings(int retentionDays) {
    public static final Group<AuditSettings> GROUP = new Group<>("Audit log", Purpose.SERVE, AuditSettings::of);

    private static final Variable<Integer> AUDIT_RETENTION_DAYS = GROUP.declare(
            "AUDIT_RETENTION_DAYS",
            Type.number(1, 36_500),
            Default.of("365"),
            "how long the audit log of accounts is kept; older entries are removed every hour",
            "90");

    private static AuditSettings of(Values values) {
        return new AuditSettings(values.get(AUDIT_RETENTION_DAYS));
    }
}
