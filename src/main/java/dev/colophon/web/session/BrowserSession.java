package dev.colophon.web.session;

import dev.colophon.problem.Problem;
import dev.colophon.server.connection.RequestFacts;
import dev.colophon.web.Caller;
import dev.colophon.web.Site;
import dev.colophon.web.body.Form;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is behind one request: a bearer token at the API, a cookie on pages, never the other. */
public final class BrowserSession {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BEARER = "bearer ";
    private static final long VISITOR_SECONDS = 86_400;

    private final Site site;
    private final boolean page;
    private final ServerRequest request;
    private final SessionCookie cookie;
    private @Nullable Caller caller;

    public BrowserSession(Site site, boolean page, ServerRequest request, RequestFacts facts) {
        this.site = site;
        this.page = page;
        this.request = request;
        this.cookie = new SessionCookie(request, facts);
    }

    public Optional<String> token() {
        if (page) {
            return cookie.read(SessionCookie.SESSION);
        }
        String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    public Caller caller() {
        if (caller == null) {
            String token = token().orElseThrow(() -> Problem.unauthorized("not_signed_in", "Sign in to see this."));
            caller = site.authentication().authenticate(token);
        }
        return caller;
    }

    public Optional<Caller> callerIfAny() {
        if (token().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(caller());
        } catch (Problem problem) {
            if (page && problem.kind() == dev.colophon.problem.Kind.UNAUTHORIZED) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    /**
     * The token for this session's forms.
     *
     * @param headers gets the cookie that binds the token when nobody is signed in
     */
    public String formToken(List<Header> headers) {
        Optional<Caller> signedIn = callerIfAny();
        if (signedIn.isPresent()) {
            return site.guard().token(binding(signedIn.get()));
        }
        Optional<String> known = cookie.read(SessionCookie.VISITOR);
        String visitor = known.orElseGet(BrowserSession::newVisitor);
        if (known.isEmpty()) {
            headers.add(cookie.write(SessionCookie.VISITOR, visitor, VISITOR_SECONDS));
        }
        return site.guard().token(binding(visitor));
    }

    public void demandFormToken(Form form) {
        String token = form.text(FormGuard.FIELD).orElse("");
        String binding = callerIfAny()
                .map(BrowserSession::binding)
                .orElseGet(() -> cookie.read(SessionCookie.VISITOR)
                        .map(BrowserSession::binding)
                        .orElse(""));
        if (binding.isEmpty()) {
            throw FormGuard.refusedToken();
        }
        site.guard().demandToken(binding, token);
    }

    public Header start(String token, long lifetimeSeconds) {
        return cookie.write(SessionCookie.SESSION, token, lifetimeSeconds);
    }

    public Header end() {
        return cookie.write(SessionCookie.SESSION, "", 0);
    }

    private static String binding(Caller caller) {
        return "session " + caller.tokenId();
    }

    private static String binding(String visitor) {
        return "visitor " + visitor;
    }

    private static String newVisitor() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
