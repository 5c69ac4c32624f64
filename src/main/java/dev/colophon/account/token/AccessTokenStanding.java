package dev.colophon.account.token;

import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Locales;
import dev.colophon.web.session.Caller;
import dev.colophon.web.session.Scope;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Who calls with an access token. */
final class AccessTokenStanding {
    private static final Statement FIND = Statement.of("account.standing-of-access-token", """
                    SELECT t.id, t.user_id, t.scopes, t.expires_at, u.username, u.locale, u.time_zone
                    FROM access_tokens t
                    JOIN users u ON u.id = t.user_id
                    WHERE t.token_hash = :token_hash AND u.disabled_at IS NULL
                    """);

    private AccessTokenStanding() {}

    /** Empty when there is no such token, it has expired, or its reader is disabled. */
    static Optional<TokenCache.Entry> find(Session session, String token, Instant now) {
        return session.first(
                        FIND,
                        row -> new TokenCache.Entry(
                                caller(row),
                                now,
                                Objects.requireNonNullElse(row.instantOrNull("expires_at"), Instant.MAX)),
                        Parameters.of("token_hash", AccessTokenText.hash(token)))
                .filter(entry -> entry.isFresh(now));
    }

    /** A program is no admin, whoever made its token. */
    private static Caller caller(Row row) {
        return new Caller(
                row.uuid("user_id"),
                row.text("username"),
                false,
                row.uuid("id"),
                Locales.parse(row.textOrNull("locale")),
                Dates.zone(row.textOrNull("time_zone")),
                Scope.split(row.text("scopes")));
    }
}
