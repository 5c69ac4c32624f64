package dev.colophon.web.session;

import dev.colophon.server.connection.RequestFacts;
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

    private final ServerRequest request;
    private final boolean secure;

    SessionCookie(ServerRequest request, RequestFacts facts) {
        this.request = request;
        this.secure = facts.https();
    }

    Optional<String> read(String name) {
        String wanted = full(name) + "=";
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
    Header write(String name, String value, long maxAgeSeconds) {
        return HeaderValues.create(
                HeaderNames.SET_COOKIE,
                full(name)
                        + "="
                        + value
                        + "; Path=/; Max-Age="
                        + maxAgeSeconds
                        + "; HttpOnly; SameSite=Lax"
                        + (secure ? "; Secure" : ""));
    }

    private String full(String name) {
        return secure ? "__Host-" + name : name;
    }
}
