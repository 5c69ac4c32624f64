package dev.colophon.database.connection;

import dev.colophon.problem.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a driver throws into what a caller can act on; no SQL and no value gets through. */
public final class SqlFailures {
    private static final Logger LOG = LoggerFactory.getLogger(SqlFailures.class);

    /** The code of a problem that comes from a broken connection. */
    public static final String AWAY = "database_away";

    private SqlFailures() {}

    /**
     * @param meaning what the database's own failures mean
     */
    public static RuntimeException translate(
            SQLException cause, String statement, Function<SQLException, Trouble> meaning) {
        // HikariCP had none to give, or none that answers
        boolean noConnection = cause instanceof SQLTransientConnectionException;
        Trouble trouble = noConnection ? Trouble.LOST : meaning.apply(cause);
        return switch (trouble) {
            case UNIQUE -> new ConstraintViolation(ConstraintViolation.Type.UNIQUE, statement, cause);
            case FOREIGN_KEY -> new ConstraintViolation(ConstraintViolation.Type.FOREIGN_KEY, statement, cause);
            case NOT_NULL -> new ConstraintViolation(ConstraintViolation.Type.NOT_NULL, statement, cause);
            case CHECK -> new ConstraintViolation(ConstraintViolation.Type.CHECK, statement, cause);
            case FAULT -> new IllegalStateException("statement " + statement + " failed", cause);
            case TIMEOUT, BUSY, LOST, STORAGE, SCHEMA -> {
                LOG.atWarn()
                        .addKeyValue("statement", statement)
                        .log("a statement failed, {}: {}", trouble, code(cause));
                yield unavailable(trouble);
            }
        };
    }

    /** The caller may try again; what is wrong is for the operator's eyes. */
    static Problem unavailable(Trouble trouble) {
        return switch (trouble) {
            case TIMEOUT -> Problem.unavailable("database_timeout", "The database took too long to answer.", 5);
            case BUSY -> Problem.unavailable("database_busy", "The database is busy.", 1);
            case STORAGE -> Problem.unavailable("database_not_writable", "Nothing can be stored at the moment.", 30);
            case SCHEMA -> Problem.unavailable("schema_behind", "The database is being prepared for this.", 30);
            default -> Problem.unavailable(AWAY, "The database is not available.", 1);
        };
    }

    /** What the log may show of a driver's failure: its codes, never its text with our values. */
    public static String code(SQLException cause) {
        return cause.getClass().getSimpleName() + " " + cause.getSQLState() + "/" + cause.getErrorCode();
    }
}
