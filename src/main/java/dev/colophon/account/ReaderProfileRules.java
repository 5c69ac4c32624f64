package dev.colophon.account;

import dev.colophon.account.password.CommonPasswords;
import dev.colophon.account.password.Passwords;
import dev.colophon.problem.FieldError;
import dev.colophon.text.TextRule;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Locales;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may stand in the fields of an account; each rule adds what it finds wrong. */
final class ReaderProfileRules {
    static final int MIN_PASSWORD_LENGTH = 10;

    private static final int MAX_DISPLAY_NAME_LENGTH = 80;
    private static final int MAX_EMAIL_LENGTH = 254;
    static final int MAX_BIOGRAPHY_LENGTH = 1_000;

    /** ASCII only: a name in an address must not have a twin that looks the same. */
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{2,31}");

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s]+");

    private ReaderProfileRules() {}

    /** A text that holds a rule; what does not is left out. */
    static Optional<String> fitting(@Nullable String text, BiConsumer<String, List<FieldError>> rule) {
        var errors = new ArrayList<FieldError>();
        if (text != null && TextRule.holds(text)) {
            rule.accept(text, errors);
            return errors.isEmpty() ? Optional.of(text) : Optional.empty();
        }
        return Optional.empty();
    }

    static void username(@Nullable String username, List<FieldError> errors) {
        if (username == null || !USERNAME.matcher(username).matches()) {
            errors.add(new FieldError(
                    "/username",
                    "format",
                    "A username has 3 to 32 letters, digits, dots, dashes and underscores,"
                            + " and begins with a letter or digit."));
        }
    }

    static void email(@Nullable String email, List<FieldError> errors) {
        if (email == null) {
            return;
        }
        if (email.length() > MAX_EMAIL_LENGTH || !EMAIL.matcher(email).matches()) {
            errors.add(new FieldError("/email", "format", "This is not a mail address, such as a@b.example."));
        }
    }

    static void displayName(@Nullable String name, List<FieldError> errors) {
        if (name == null) {
            return;
        }
        boolean fits = !name.isBlank()
                && name.equals(name.strip())
                && name.length() <= MAX_DISPLAY_NAME_LENGTH
                && name.codePoints().noneMatch(Character::isISOControl);
        if (!fits) {
            errors.add(new FieldError(
                    "/display_name",
                    "format",
                    "A name has 1 to 80 characters, without line breaks and without spaces" + " around it."));
        }
    }

    /** What a person says of themselves, as it is stored: some lines of text, or nothing. */
    static @Nullable String biography(@Nullable String text, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String stored = text.replace("\r\n", "\n").strip();
        if (stored.length() > MAX_BIOGRAPHY_LENGTH || !TextRule.holds(stored)) {
            errors.add(new FieldError("/biography", "too_long", "This is text of at most 1,000 characters."));
        }
        return stored;
    }

    static void locale(@Nullable String tag, List<FieldError> errors) {
        if (tag != null && Locales.parse(tag) == null) {
            errors.add(new FieldError("/locale", "format", "This is no known language, such as en-GB or de."));
        }
    }

    static void timeZone(@Nullable String id, List<FieldError> errors) {
        if (id != null && Dates.zone(id) == null) {
            errors.add(new FieldError("/time_zone", "format", "This is no known time zone, such as Europe/Berlin."));
        }
    }

    /**
     * @param username the account's, which is no password
     */
    static void password(String pointer, @Nullable String password, String username, List<FieldError> errors) {
        if (password == null || password.codePointCount(0, password.length()) < MIN_PASSWORD_LENGTH) {
            errors.add(new FieldError(
                    pointer, "too_short", "A password has at least " + MIN_PASSWORD_LENGTH + " characters."));
        } else if (password.getBytes(StandardCharsets.UTF_8).length > Passwords.MAX_BYTES) {
            errors.add(new FieldError(
                    pointer, "too_long", "A password has at most " + Passwords.MAX_BYTES + " bytes in UTF-8."));
        } else if (CommonPasswords.contain(password) || key(password).equals(key(username))) {
            errors.add(new FieldError(pointer, "too_common", "This password is among the first ones tried."));
        }
    }

    /** Whether there can be an account with this username or mail address. */
    static boolean canNameAnAccount(String name) {
        return name.length() <= MAX_EMAIL_LENGTH
                && (USERNAME.matcher(name).matches() || EMAIL.matcher(name).matches());
    }

    /** What two names or addresses are compared by. */
    static String key(@Nullable String name) {
        return name == null ? "" : name.toLowerCase(Locale.ROOT);
    }
}
