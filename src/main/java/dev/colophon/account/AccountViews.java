package dev.colophon.account;

import dev.colophon.account.audience.Audience;
import dev.colophon.account.factor.PendingSignIn;
import dev.colophon.account.reader.Role;
import dev.colophon.account.token.IssuedToken;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the API says about accounts, and what it is told. */
final class AccountViews {
    private AccountViews() {}

    /** The own account. */
    record Me(
            UUID id,
            String username,
            @Nullable String email,
            String displayName,
            @Nullable String biography,
            Role role,
            Audience visibility,
            Instant createdAt,
            @Nullable String locale,
            @Nullable String timeZone) {
        static Me of(User user) {
            return new Me(
                    user.id(),
                    user.username(),
                    user.email(),
                    user.displayName(),
                    user.biography(),
                    user.role(),
                    user.visibility(),
                    user.createdAt(),
                    user.locale(),
                    user.timeZone());
        }
    }

    /**
     * @param expiresIn seconds
     */
    record Token(String accessToken, String tokenType, long expiresIn, Instant expiresAt, Me user) {
        static Token of(SignIn.SignedIn signedIn) {
            IssuedToken issued = signedIn.token();
            return new Token(
                    issued.token().value(),
                    "Bearer",
                    issued.lifetimeSeconds(),
                    issued.expiresAt(),
                    Me.of(signedIn.user()));
        }
    }

    /**
     * That a code is wanted before there is a token.
     *
     * @param pending to be sent with the code
     * @param expiresIn seconds
     */
    record CodeWanted(String pending, long expiresIn) {
        static CodeWanted of(SignIn.CodeNeeded needed) {
            return new CodeWanted(needed.pending(), PendingSignIn.LIFETIME.toSeconds());
        }

        @Override
        public String toString() {
            return "CodeWanted[]";
        }
    }

    record LoginCode(@Nullable String pending, @Nullable String code) {
        String givenPending() {
            return pending == null ? "" : pending;
        }

        String givenCode() {
            return code == null ? "" : code;
        }

        @Override
        public String toString() {
            return "LoginCode[]";
        }
    }

    record CurrentSession(UUID tokenId, Instant expiresAt, Me user) {}

    /**
     * @param username or the mail address
     */
    record Login(@Nullable String username, @Nullable String password) {
        String givenName() {
            return username == null ? "" : username;
        }

        String givenPassword() {
            return password == null ? "" : password;
        }

        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    record Departure(@Nullable String currentPassword) {
        String current() {
            return currentPassword == null ? "" : currentPassword;
        }

        @Override
        public String toString() {
            return "Departure[]";
        }
    }

    record PasswordChange(
            @Nullable String currentPassword, @Nullable String newPassword) {
        String current() {
            return currentPassword == null ? "" : currentPassword;
        }

        String replacement() {
            return newPassword == null ? "" : newPassword;
        }

        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }
}
