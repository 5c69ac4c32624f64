package dev.colophon.web.session;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/**
 * The cookies of pages. Over TLS their names begin with {@code __Host-}, which makes the browser
 * refuse them from another host or without Secure.
 */
final class SessionCookie {
    /** Holds the access token. */
    static final String SESSION = "colophon";

    /** Binds the form tokens of somebody who is not signed in. */
    static final String VISITOR = "colophon-visitor";

    /** Begins the names of words that a browser keeps for us. */
    static final String REMEMBERED = "colophon-";

    private SessionCookie() {}

    static Optional<String> read(ServerRequest request, boolean secure, String name) {
        String wanted = full(secure, name) + "=";
        for (String header : request.headers().values(HeaderNames.COOKIE)) {
            for (String cookie : header.split(";", -1)) {
                String pair = cookie.strip();
                if (pair.startsWith(wanted) && pair.length() > wanted.length()) {
                    return Optional.of(pair.substring(wanted.length()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * @param maxAgeSeconds 0 takes the cookie away
     */
    static Header write(boolean secure, String name, String value, long maxAgeSeconds) {
        return HeaderValues.create(
                HeaderNames.SET_COOKIE,
                full(secure, name)
                        + "="
                        + value
                        + "; Path=/; Max-Age="
                        + maxAgeSeconds
                        + "; HttpOnly; SameSite=Lax"
                        + (secure ? "; Secure" : ""));
    }

    private static String full(boolean secure, String name) {
        return secure ? "__Host-" + name : name;
    }
}
