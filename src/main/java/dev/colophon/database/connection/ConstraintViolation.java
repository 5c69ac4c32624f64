package dev.colophon.database.connection;

/** The data broke a constraint of the schema; a repository turns it into a problem. */
public final class ConstraintViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Type type;

    ConstraintViolation(Type type, String statement, Throwable cause) {
        super(statement + ": " + type, cause);
        this.type = type;
    }

    public Type type() {
        return type;
    }

    /** Which sort of constraint. */
    public enum Type {
        UNIQUE,
        FOREIGN_KEY,
        NOT_NULL,
        CHECK
    }
}
