package dev.colophon.account;

import dev.colophon.problem.FieldError;
import dev.colophon.problem.Problem;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gives to get an account; valid by construction.
 *
 * @param invitation the token of one, where only those may come who are invited
 */
record NewUser(
        String username,
        @Nullable String email,
        @Nullable String displayName,
        String password,
        @Nullable String invitation) {

    NewUser {
        var errors = new ArrayList<FieldError>();
        ReaderProfileRules.username(username, errors);
        ReaderProfileRules.email(email, errors);
        ReaderProfileRules.displayName(displayName, errors);
        ReaderProfileRules.password("/password", password, username, errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    NewUser(String username, @Nullable String email, @Nullable String displayName, String password) {
        this(username, email, displayName, password, null);
    }

    String shownName() {
        return displayName == null ? username : displayName;
    }

    @Override
    public String toString() {
        return "NewUser[" + username + "]";
    }
}
