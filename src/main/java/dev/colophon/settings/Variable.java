package dev.colophon.settings;

/**
 * One variable of the environment, declared once. What is read, what is required, the messages, the
 * example file and the documents all follow from this.
 *
 * @param meaning what it does, a sentence without its final dot
 * @param example a good value; for a secret, how to make one
 */
record Variable<T>(String name, Section section, Type<T> type, Default fallback, String meaning, String example) {
    /** Variables that belong together in the documents, and who reads them. */
    enum Section {
        ADDRESS("Profile and addresses", Purpose.NONE),
        LOGS("Logs", Purpose.NONE),
        DATABASE("Database", Purpose.DATABASE),
        SCHEMA("Schema", Purpose.DATABASE),
        IMPORTS("Imports", Purpose.DATABASE),
        STATIC_FILES("Static files", Purpose.SERVE),
        REQUESTS("Requests and stopping", Purpose.SERVE),
        TRUST("Hosts, origins and proxies", Purpose.SERVE),
        SIGN_IN("Keys and sign-in", Purpose.SERVE);

        private final String title;
        private final Purpose purpose;

        Section(String title, Purpose purpose) {
            this.title = title;
            this.purpose = purpose;
        }

        String title() {
            return title;
        }

        /** The smallest purpose that reads these variables. */
        Purpose purpose() {
            return purpose;
        }
    }

    /** Ends the name of the twin that names a file with the secret. */
    static final String FILE_SUFFIX = "_FILE";

    boolean secret() {
        return type.secret();
    }

    String fileName() {
        return name + FILE_SUFFIX;
    }

    /** Whether the variable means anything with this database. */
    boolean isFor(DatabaseSettings.Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> !name.startsWith("SQLITE_");
            case SQLITE -> !name.startsWith("POSTGRES_");
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
