package dev.colophon.web.session;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.ServerSettings;
import dev.colophon.text.Base64Url;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps other sites from acting with a reader's cookie. A page that changes something must have
 * been sent by a page of ours (the browser says so) and carry a token bound to the session.
 */
public final class FormGuard {
    /** The form field that carries the token. */
    static final String FIELD = "form_token";

    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    private final Signer signer;
    private final Set<String> trustedOrigins;

    public FormGuard(AccountSettings account, ServerSettings server) {
        this.signer = new Signer(account, "colophon form");
        this.trustedOrigins = Set.copyOf(server.trust().csrfTrustedOrigins());
    }

    /**
     * @param session what tells this session from others
     */
    String token(String session) {
        return Base64Url.encode(signer.sign(session));
    }

    /**
     * @throws Problem of kind FORBIDDEN when the token is not this session's
     */
    void demandToken(String session, String token) {
        byte[] signature = Base64Url.decode(token).orElseThrow(FormGuard::refusedToken);
        if (!signer.verifies(session, signature)) {
            throw refusedToken();
        }
    }

    /**
     * @throws Problem of kind FORBIDDEN unless the browser says that a page of ours, or of a
     *     trusted origin, sent this
     */
    public void demandOwnSite(ServerRequest request) {
        String origin = request.headers().first(HeaderNames.ORIGIN).orElse("").toLowerCase(Locale.ROOT);
        if (trustedOrigins.contains(origin) || trustedOrigins.contains("*")) {
            return;
        }
        String site = request.headers().first(FETCH_SITE).orElse("");
        boolean own = site.isEmpty() ? isOwn(origin, request) : site.equals("same-origin");
        if (!own) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "cross_site",
                    "The form was not sent from a page of this site; open the page here and send it" + " again.");
        }
    }

    /** The scheme is left out: behind a proxy that ends TLS ours differs from the browser's. */
    private static boolean isOwn(String origin, ServerRequest request) {
        String host = request.headers().first(HeaderNames.HOST).orElse("").toLowerCase(Locale.ROOT);
        return !host.isEmpty() && (origin.equals("https://" + host) || origin.equals("http://" + host));
    }

    static Problem refusedToken() {
        return Problem.of(
                Kind.FORBIDDEN,
                "form_token",
                "The form is too old or not from this session; reload the page and send it again.");
    }
}
