package dev.colophon.testing;

import dev.colophon.problem.Problem;
import dev.colophon.web.session.Authentication;
import dev.colophon.web.session.Caller;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Knows the callers that a test made, by tokens that only it understands. */
public final class FakeAuthentication implements Authentication {
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();

    /** A token for a caller. */
    public String tokenFor(Caller caller) {
        String token = "fake-" + caller.tokenId();
        callers.put(token, caller);
        return token;
    }

    /** Somebody who exists in no database. */
    public static Caller caller(UUID id) {
        return new Caller(id, "reader-" + id.toString().substring(0, 8), false, UUID.randomUUID());
    }

    @Override
    public Caller authenticate(String token) {
        Caller caller = callers.get(token);
        if (caller == null) {
            throw Problem.unauthorized("token", "The token is not valid.");
        }
        return caller;
    }
}
