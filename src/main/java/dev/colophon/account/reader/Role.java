package dev.colophon.account.reader;

import java.util.Locale;

/** What a person may do. */
public enum Role {
    USER,
    ADMIN;

    public static Role of(boolean admin) {
        return admin ? ADMIN : USER;
    }

    /** How programs and the database say it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
