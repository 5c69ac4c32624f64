package dev.colophon.web.answer;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import java.util.Map;

/** The headers that keep answers from being misused by a browser; made once. */
public final class SecurityHeaders {
    /** What the server adds to every answer that does not say otherwise. */
    public static final Map<String, String> STANDARD = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin");

    private static final Header NO_STORE = HeaderValues.createCached("Cache-Control", "no-store");
    private static final String POLICY = "Content-Security-Policy";
    private static final String PAGE_SOURCES =
            // Pico draws its small signs from data: addresses, which cannot run anything
            "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self';"
                    + " object-src 'none'; frame-ancestors 'none'";
    private static final Header PAGE_POLICY = HeaderValues.createCached(POLICY, PAGE_SOURCES);
    private static final Header FILE_POLICY =
            HeaderValues.createCached(POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox");
    private static final Header OPENER = HeaderValues.createCached("Cross-Origin-Opener-Policy", "same-origin");
    private static final Header RESOURCE = HeaderValues.createCached("Cross-Origin-Resource-Policy", "same-origin");
    private static final Header PERMISSIONS =
            HeaderValues.createCached("Permissions-Policy", "camera=(), geolocation=(), microphone=()");

    /** What a page needs that tells of a failure, whoever answers it. */
    static final Map<String, String> FAILED_PAGE = Map.of("Cache-Control", NO_STORE.get(), POLICY, PAGE_SOURCES);

    private SecurityHeaders() {}

    static void api(ServerResponseHeaders headers) {
        headers.set(NO_STORE);
    }

    /** Whatever a browser makes of a file, it has no origin of ours and runs nothing. */
    static void download(ServerResponseHeaders headers) {
        headers.set(NO_STORE);
        headers.set(FILE_POLICY);
    }

    static void page(ServerResponseHeaders headers) {
        headers.set(NO_STORE);
        headers.set(PAGE_POLICY);
        headers.set(OPENER);
        headers.set(RESOURCE);
        headers.set(PERMISSIONS);
    }
}
