package dev.colophon.settings;

import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Profile;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything the environment decides, validated.
 *
 * @param parts the record of every group
 */
public record Settings(Profile profile, Map<Group<?>, Object> parts) {
    /** The groups of this room; those of later rooms are handed to the reader. */
    public static final List<Group<?>> GROUPS = List.of(
            AddressSettings.GROUP,
            LoggingSettings.GROUP,
            DatabaseSettings.GROUP,
            MigrationSettings.GROUP,
            StaticSettings.GROUP,
            RequestSettings.GROUP,
            TrustSettings.GROUP,
            AccountSettings.GROUP);

    public Settings {
        parts = Map.copyOf(parts);
    }

    /** The record of a group, of this room or of a later one. */
    @SuppressWarnings("unchecked") // a group makes its own record
    public <T> T get(Group<T> group) {
        return (T) Objects.requireNonNull(parts.get(group), group.title());
    }

    public ServerSettings server() {
        return new ServerSettings(get(AddressSettings.GROUP), get(RequestSettings.GROUP), get(TrustSettings.GROUP));
    }

    public DatabaseSettings database() {
        return get(DatabaseSettings.GROUP);
    }

    public MigrationSettings migration() {
        return get(MigrationSettings.GROUP);
    }

    public StaticSettings staticFiles() {
        return get(StaticSettings.GROUP);
    }

    public AccountSettings account() {
        return get(AccountSettings.GROUP);
    }

    public LoggingSettings logging() {
        return get(LoggingSettings.GROUP);
    }
}
