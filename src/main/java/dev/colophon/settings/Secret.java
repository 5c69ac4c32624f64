package dev.colophon.settings;

/** A value that must never be printed: its text form is a mask, the value has to be asked for. */
public record Secret(String value) {
    /** What is shown instead of any secret. */
    public static final String MASK = "********";

    @Override
    public String toString() {
        return MASK;
    }
}
