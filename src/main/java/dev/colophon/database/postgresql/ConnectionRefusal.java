package dev.colophon.database.postgresql;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/**
 * Why PostgreSQL could not be connected to.
 *
 * @param permanent whether another try cannot help
 * @param reason for people, without a secret
 */
public record ConnectionRefusal(boolean permanent, String reason) {
    static final ConnectionRefusal LATE = new ConnectionRefusal(false, "there was no answer in time");

    static ConnectionRefusal of(SQLException failure) {
        return switch (SqlState.of(failure)) {
            case WRONG_PASSWORD -> new ConnectionRefusal(true, "the password or the user is wrong");
            case NOT_LET_IN -> new ConnectionRefusal(true, "the server does not let this user in from here");
            case UNKNOWN_DATABASE -> new ConnectionRefusal(true, "the database does not exist");
            case NO_PRIVILEGE -> new ConnectionRefusal(true, "the user may not use this database");
            case CANNOT_CONNECT_NOW -> new ConnectionRefusal(false, "the server is starting up or shutting down");
            case TOO_MANY_CONNECTIONS -> new ConnectionRefusal(false, "the server has no free connection");
            case SHUTTING_DOWN -> new ConnectionRefusal(false, "the server is shutting down");
            default -> byCause(failure);
        };
    }

    private static ConnectionRefusal byCause(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        boolean network = has(failure, SocketException.class) || has(failure, EOFException.class);
        if (has(failure, UnknownHostException.class)) {
            return new ConnectionRefusal(false, "the host is unknown");
        }
        if (has(failure, ConnectException.class)) {
            return new ConnectionRefusal(false, "the connection was refused");
        }
        if (has(failure, SocketTimeoutException.class) || timedOut(failure)) {
            return LATE;
        }
        if (!network && tls(failure)) {
            return new ConnectionRefusal(
                    true, "TLS failed: " + innermost(failure).getMessage());
        }
        if (ofAnotherName(failure)) {
            return new ConnectionRefusal(true, "TLS failed: the server's certificate is for another host");
        }
        if (state.equals("08004")) {
            return new ConnectionRefusal(true, String.valueOf(failure.getMessage()));
        }
        if (network || has(failure, IOException.class)) {
            return new ConnectionRefusal(false, "the connection broke");
        }
        boolean transience = state.startsWith("08") || state.startsWith("57");
        return new ConnectionRefusal(!transience, "the server answered " + state);
    }

    private static boolean tls(SQLException failure) {
        return has(failure, SSLException.class)
                || has(failure, GeneralSecurityException.class)
                || has(failure, NoSuchFileException.class)
                || has(failure, FileNotFoundException.class);
    }

    /** The driver has no cause for this, only the state of any lost connection. */
    private static boolean ofAnotherName(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("HostnameVerifier");
    }

    /** The driver's own limit for logging in has no class of its own. */
    private static boolean timedOut(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("timed out");
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
