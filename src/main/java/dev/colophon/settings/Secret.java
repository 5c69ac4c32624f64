package dev.colophon.settings;

import dev.colophon.settings.variable.Type;

/** A value that must never be printed: its text form is a mask, the value has to be asked for. */
public record Secret(String value) {
    /** What is shown instead of any secret. */
    public static final String MASK = "********";

    /** For variables that hold one. */
    public static final Type<Secret> TYPE = Type.secret(Secret::new);

    /** Nothing can be signed with it and nobody let in: an HMAC refuses an empty key. */
    static final Secret ABSENT = new Secret("");

    @Override
    public String toString() {
        return MASK;
    }
}
