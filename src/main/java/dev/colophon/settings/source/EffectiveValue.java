package dev.colophon.settings.source;

/**
 * One variable as it counts for this start.
 *
 * @param value what may be shown: masked when secret, {@code -} when there is none
 * @param source the origin in words, such as {@code .env line 3} or {@code file /run/secrets/key}
 */
public record EffectiveValue(String name, String value, Origin origin, String source) {
    /** Where an effective value came from. */
    public enum Origin {
        /** The default that is the same for every profile. */
        DEFAULT,
        /** A default that depends on APP_PROFILE. */
        PROFILE,
        /** The real environment of the process. */
        ENVIRONMENT,
        /** The file {@code .env} in the working directory. */
        DOT_ENV,
        /** A file, named by the variable's {@code _FILE} twin. */
        FILE,
        /** The key that the local profile makes and keeps in the data folder. */
        DATA_FOLDER,
        /** A part of DATABASE_URL. */
        URL
    }
}
