package dev.colophon.account;

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
    private static final Statement INSERT = Statement.of("account.insert-user", """
                    INSERT INTO users (id, username, username_key, email, email_key, password_hash,
                      display_name, role, visibility, token_epoch, created_at, updated_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'followers', 0, ?, ?)
                    """);
    private static final Statement ANY = Statement.of("account.any-user", "SELECT id FROM users LIMIT 1");
    private static final Statement BY_ID = Statement.of("account.user-by-id", """
                    SELECT id, username, email, display_name, role, visibility, token_epoch,
                      disabled_at, created_at
                    FROM users
                    WHERE id = ?
                    """);
    private static final Statement BY_NAME = Statement.of("account.user-by-name", """
                    SELECT id, username, email, display_name, role, visibility, token_epoch,
                      disabled_at, created_at, password_hash
                    FROM users
                    WHERE username_key = ?
                    """);
    private static final Statement BY_EMAIL = Statement.of("account.user-by-email", """
                    SELECT id, username, email, display_name, role, visibility, token_epoch,
                      disabled_at, created_at, password_hash
                    FROM users
                    WHERE email_key = ?
                    """);
    private static final Statement SET_PASSWORD = Statement.of("account.set-password", """
                    UPDATE users
                    SET password_hash = ?, token_epoch = token_epoch + 1, updated_at = ?
                    WHERE id = ?
                    """);
    private static final Statement RAISE_EPOCH = Statement.of("account.raise-epoch", """
                    UPDATE users
                    SET token_epoch = token_epoch + 1, updated_at = ?
                    WHERE id = ?
                    """);
    private static final Statement UPDATE_PROFILE = Statement.of("account.update-profile", """
                    UPDATE users
                    SET email = ?, email_key = ?, display_name = ?, visibility = ?, updated_at = ?
                    WHERE id = ?
                    """);
    private static final Statement DELETE = Statement.of("account.delete-user", "DELETE FROM users WHERE id = ?");

    private UserRepository() {}

    /** A person with what proves who they are. */
    record Credentials(User user, Secret passwordHash) {}

    static void insert(Session session, User user, Secret passwordHash) {
        session.execute(
                INSERT,
                user.id(),
                user.username(),
                ReaderProfileRules.key(user.username()),
                user.email(),
                emailKey(user.email()),
                passwordHash.value(),
                user.displayName(),
                user.role(),
                user.createdAt(),
                user.createdAt());
    }

    static boolean any(Session session) {
        return session.first(ANY, row -> row.uuid("id")).isPresent();
    }

    static Optional<User> byId(Session session, UUID id) {
        return session.first(BY_ID, UserRepository::user, id);
    }

    static Optional<Credentials> byName(Session session, String username) {
        return session.first(BY_NAME, UserRepository::credentials, ReaderProfileRules.key(username));
    }

    static Optional<Credentials> byEmail(Session session, String email) {
        return session.first(BY_EMAIL, UserRepository::credentials, ReaderProfileRules.key(email));
    }

    /** Sets the hash and makes all tokens worthless. */
    static void setPassword(Session session, UUID id, Secret passwordHash, Instant now) {
        session.execute(SET_PASSWORD, passwordHash.value(), now, id);
    }

    static void raiseEpoch(Session session, UUID id, Instant now) {
        session.execute(RAISE_EPOCH, now, id);
    }

    static void update(Session session, UUID id, ReaderProfile profile, Instant now) {
        session.execute(
                UPDATE_PROFILE,
                profile.email(),
                emailKey(profile.email()),
                profile.displayName(),
                profile.visibility(),
                now,
                id);
    }

    static void delete(Session session, UUID id) {
        session.execute(DELETE, id);
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
                row.constant("role", User.Role.class),
                row.constant("visibility", User.Visibility.class),
                row.number("token_epoch"),
                row.instantOrNull("disabled_at"),
                row.instant("created_at"));
    }
}
