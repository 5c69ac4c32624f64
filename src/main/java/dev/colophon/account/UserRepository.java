package dev.colophon.account;

import dev.colophon.account.audience.Audience;
import dev.colophon.account.password.Passwords;
import dev.colophon.account.reader.Role;
import dev.colophon.database.Columns;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.settings.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of people. */
final class UserRepository {
    private static final Columns USER = Columns.of(
            "id",
            "username",
            "email",
            "display_name",
            "biography",
            "role",
            "visibility",
            "token_epoch",
            "disabled_at",
            "created_at",
            "locale",
            "time_zone");
    private static final Columns CREDENTIALS = USER.and("password_hash");
    private static final Columns PROFILE = Columns.of(
            "email", "email_key", "display_name", "biography", "visibility", "locale", "time_zone", "updated_at");

    private static final Statement INSERT = Statement.of(
            "account.insert-user",
            CREDENTIALS.and("username_key", "email_key", "updated_at").insertInto("users"));
    /** Two who make the first account at a moment come one after the other; SQLite has one writer at a time. */
    private static final Statement HOLD_ALL = Statement.split(
            "account.hold-users",
            "LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE",
            "UPDATE users SET id = id WHERE id IS NULL");

    private static final Statement ANY = Statement.of("account.any-user", "SELECT id FROM users LIMIT 1");
    private static final Statement BY_ID =
            Statement.of("account.user-by-id", "SELECT " + USER.list() + " FROM users WHERE id = :id");
    private static final Statement BY_NAME = Statement.of(
            "account.user-by-name", "SELECT " + CREDENTIALS.list() + " FROM users WHERE username_key = :key");
    private static final Statement BY_EMAIL = Statement.of(
            "account.user-by-email", "SELECT " + CREDENTIALS.list() + " FROM users WHERE email_key = :key");
    private static final Statement TIME_ZONE =
            Statement.of("account.time-zone", "SELECT time_zone FROM users WHERE id = :id");
    private static final Statement SET_PASSWORD = Statement.of("account.set-password", """
                    UPDATE users
                    SET password_hash = :password_hash, token_epoch = token_epoch + 1, updated_at = :now
                    WHERE id = :id
                    """);
    private static final Statement HAS_PASSWORD =
            Statement.of("account.has-password", "SELECT id FROM users WHERE id = :id AND password_hash <> :none");
    private static final Statement SET_FIRST_PASSWORD = Statement.of("account.set-first-password", """
                    UPDATE users
                    SET password_hash = :password_hash, token_epoch = token_epoch + 1, updated_at = :now
                    WHERE id = :id AND password_hash = :none
                    """);
    private static final Statement UPDATE_PROFILE =
            Statement.of("account.update-profile", "UPDATE users SET " + PROFILE.assignments() + " WHERE id = :id");
    private static final Statement DELETE = Statement.of("account.delete-user", "DELETE FROM users WHERE id = :id");

    private UserRepository() {}

    /** A person with what proves who they are. */
    record Credentials(User user, Secret passwordHash) {}

    static void insert(Session session, User user, Secret passwordHash) {
        session.execute(
                INSERT,
                Parameters.of("id", user.id())
                        .and("username", user.username())
                        .and("username_key", ReaderProfileRules.key(user.username()))
                        .and("email", user.email())
                        .and("email_key", emailKey(user.email()))
                        .and("password_hash", passwordHash.value())
                        .and("display_name", user.displayName())
                        .and("biography", user.biography())
                        .and("role", user.role())
                        .and("visibility", user.visibility())
                        .and("token_epoch", user.tokenEpoch())
                        .and("disabled_at", user.disabledAt())
                        .and("created_at", user.createdAt())
                        .and("locale", user.locale())
                        .and("time_zone", user.timeZone())
                        .and("updated_at", user.createdAt()));
    }

    /** Whether nobody was before; holds everybody else off until the transaction ends. */
    static boolean isFirst(Session session) {
        if (any(session)) {
            return false;
        }
        holdAll(session);
        return !any(session);
    }

    /** Nobody else makes or changes an account until the transaction ends. */
    private static void holdAll(Session session) {
        session.execute(HOLD_ALL);
    }

    static boolean any(Session session) {
        return session.first(ANY, row -> row.uuid("id")).isPresent();
    }

    static Optional<User> byId(Session session, UUID id) {
        return session.first(BY_ID, UserRepository::user, Parameters.of("id", id));
    }

    static Optional<String> timeZone(Session session, UUID id) {
        return session.first(
                        TIME_ZONE, row -> Optional.ofNullable(row.textOrNull("time_zone")), Parameters.of("id", id))
                .flatMap(zone -> zone);
    }

    static Optional<Credentials> byName(Session session, String username) {
        return session.first(
                BY_NAME, UserRepository::credentials, Parameters.of("key", ReaderProfileRules.key(username)));
    }

    static Optional<Credentials> byEmail(Session session, String email) {
        return session.first(
                BY_EMAIL, UserRepository::credentials, Parameters.of("key", ReaderProfileRules.key(email)));
    }

    /** Sets the hash and makes all tokens worthless. */
    static void setPassword(Session session, UUID id, Secret passwordHash, Instant now) {
        session.execute(
                SET_PASSWORD,
                Parameters.of("id", id)
                        .and("password_hash", passwordHash.value())
                        .and("now", now));
    }

    static boolean hasPassword(Session session, UUID id) {
        Parameters parameters = Parameters.of("id", id).and("none", Passwords.NONE.value());
        return session.first(HAS_PASSWORD, row -> row.uuid("id"), parameters).isPresent();
    }

    /** The same for an account without a password; whether it was one. */
    static boolean setFirstPassword(Session session, UUID id, Secret passwordHash, Instant now) {
        return session.execute(
                        SET_FIRST_PASSWORD,
                        Parameters.of("id", id)
                                .and("password_hash", passwordHash.value())
                                .and("none", Passwords.NONE.value())
                                .and("now", now))
                == 1;
    }

    static void update(Session session, UUID id, ReaderProfile profile, Instant now) {
        session.execute(
                UPDATE_PROFILE,
                Parameters.of("id", id)
                        .and("email", profile.email())
                        .and("email_key", emailKey(profile.email()))
                        .and("display_name", profile.displayName())
                        .and("biography", profile.biography())
                        .and("visibility", profile.visibility())
                        .and("locale", profile.locale())
                        .and("time_zone", profile.timeZone())
                        .and("updated_at", now));
    }

    static void delete(Session session, UUID id) {
        session.execute(DELETE, Parameters.of("id", id));
    }

    private static @Nullable String emailKey(@Nullable String email) {
        return email == null ? null : ReaderProfileRules.key(email);
    }

    private static Credentials credentials(Row row) {
        return new Credentials(user(row), new Secret(row.text("password_hash")));
    }

    private static User user(Row row) {
        return new User(
                row.uuid("id"),
                row.text("username"),
                row.textOrNull("email"),
                row.text("display_name"),
                row.textOrNull("biography"),
                row.constant("role", Role.class),
                row.constant("visibility", Audience.class),
                row.number("token_epoch"),
                row.instantOrNull("disabled_at"),
                row.instant("created_at"),
                row.textOrNull("locale"),
                row.textOrNull("time_zone"));
    }
}
