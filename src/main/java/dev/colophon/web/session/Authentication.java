package dev.colophon.web.session;

/** Turns a token into a caller; the account room implements it. */
@FunctionalInterface
public interface Authentication {
    /**
     * @param token the compact form, from the Authorization header or the cookie
     * @throws dev.colophon.problem.Problem of kind UNAUTHORIZED when it is not valid any more
     */
    Caller authenticate(String token);
}
