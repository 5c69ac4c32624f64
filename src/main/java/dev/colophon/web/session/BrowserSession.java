package dev.colophon.web.session;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.body.Form;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who is behind one request: a bearer token at the API, a cookie on pages, never the other. */
public final class BrowserSession {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BEARER = "bearer ";
    private static final long VISITOR_SECONDS = 86_400;

    private final Authentication authentication;
    private final FormGuard guard;
    private final boolean page;
    private final ServerRequest request;
    private final boolean secure;
    private @Nullable Caller caller;

    /**
     * @param page whether a cookie is read, else a bearer token
     * @param secure whether the client speaks TLS to a trusted proxy
     */
    public BrowserSession(
            Authentication authentication, FormGuard guard, boolean page, ServerRequest request, boolean secure) {
        this.authentication = authentication;
        this.guard = guard;
        this.page = page;
        this.request = request;
        this.secure = secure;
    }

    public Optional<String> token() {
        if (page) {
            return SessionCookie.read(request, secure, SessionCookie.SESSION);
        }
        String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    public Caller caller() {
        if (caller == null) {
            String token = token().orElseThrow(() -> Problem.unauthorized("not_signed_in", "Sign in to see this."));
            Caller found = authentication.authenticate(token);
            if (page && found.isProgram()) {
                throw Problem.unauthorized("not_signed_in", "An access token opens no page; sign in.");
            }
            caller = found;
        }
        return caller;
    }

    /** Who is behind it, if that was asked before; asks nobody, for a failure that may be the database's. */
    public @Nullable Caller known() {
        return caller;
    }

    public Optional<Caller> callerIfAny() {
        if (token().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(caller());
        } catch (Problem problem) {
            if (page && problem.kind() == Kind.UNAUTHORIZED) {
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
    public String formToken(Consumer<Header> headers) {
        Optional<Caller> signedIn = callerIfAny();
        if (signedIn.isPresent()) {
            return guard.token(binding(signedIn.get()));
        }
        Optional<String> known = visitor();
        String visitor = known.orElseGet(BrowserSession::newVisitor);
        if (known.isEmpty()) {
            headers.accept(SessionCookie.write(secure, SessionCookie.VISITOR, visitor, VISITOR_SECONDS));
        }
        return guard.token(binding(visitor));
    }

    public void demandFormToken(Form form) {
        String token = form.text(FormGuard.FIELD).orElse("");
        String binding = callerIfAny()
                .map(BrowserSession::binding)
                .orElseGet(() -> visitor().map(BrowserSession::binding).orElse(""));
        if (binding.isEmpty()) {
            throw FormGuard.refusedToken();
        }
        guard.demandToken(binding, token);
    }

    private Optional<String> visitor() {
        return SessionCookie.read(request, secure, SessionCookie.VISITOR);
    }

    /** The cookie that signs the reader in. */
    public Header start(String token, long lifetimeSeconds) {
        return SessionCookie.write(secure, SessionCookie.SESSION, token, lifetimeSeconds);
    }

    /** The cookie that takes the other away. */
    public Header end() {
        return SessionCookie.write(secure, SessionCookie.SESSION, "", 0);
    }

    public Optional<String> remembered(String name) {
        return SessionCookie.read(request, secure, SessionCookie.REMEMBERED + name);
    }

    public Header remember(String name, String value, long lifetimeSeconds) {
        return SessionCookie.write(secure, SessionCookie.REMEMBERED + name, value, lifetimeSeconds);
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
