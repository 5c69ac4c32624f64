package dev.colophon.settings.variable;

/**
 * One variable of the environment, declared once by its {@link Group}. What is read, what is
 * required, the messages, the example file and the documents all follow from this.
 *
 * @param meaning what it does, a sentence without its final dot
 * @param example a good value; for a secret, how to make one
 */
public record Variable<T>(String name, Type<T> type, Default fallback, String meaning, String example) {
    /** Ends the name of the twin that names a file with the secret. */
    private static final String FILE_SUFFIX = "_FILE";

    public boolean secret() {
        return type.secret();
    }

    public String fileName() {
        return name + FILE_SUFFIX;
    }

    @Override
    public String toString() {
        return name;
    }
}
