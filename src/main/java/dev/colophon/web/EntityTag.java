package dev.colophon.web;

import dev.colophon.assets.IfNoneMatch;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Versions of rows as ETags: version 3 is {@code "3"}. */
public final class EntityTag {
    private static final Pattern STRONG = Pattern.compile("\"(\\d{1,18})\"");
    private static final Pattern ANY_TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e]*\"");

    private EntityTag() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Whether the client has what a tag stands for.
     *
     * @param tag with its quotes
     */
    static boolean isKnown(ServerRequest request, String tag) {
        return request.headers().contains(HeaderNames.IF_NONE_MATCH)
                && IfNoneMatch.names(String.join(",", request.headers().values(HeaderNames.IF_NONE_MATCH)), tag);
    }

    /** The version that the caller wants to change; empty when any will do. */
    static OptionalLong wanted(ServerRequest request) {
        String header =
                request.headers().first(HeaderNames.IF_MATCH).orElse("*").strip();
        if (header.equals("*")) {
            return OptionalLong.empty();
        }
        var strong = STRONG.matcher(header);
        if (strong.matches()) {
            return OptionalLong.of(Long.parseLong(strong.group(1)));
        }
        if (ANY_TAG.matcher(header).matches()) {
            throw stale();
        }
        throw Problem.malformed("If-Match", "entity_tag", "If-Match takes one ETag as it was answered, or *.");
    }

    /**
     * Refuses a change that was made without the newest version in view.
     *
     * @param wanted the version that the caller has seen, if they said so ({@link Exchange#ifMatch})
     * @throws Problem of kind STALE
     */
    public static void demand(OptionalLong wanted, long stored) {
        if (wanted.isPresent() && wanted.getAsLong() != stored) {
            throw stale();
        }
    }

    private static Problem stale() {
        return Problem.of(
                Kind.STALE, "stale", "This was changed since you read it; read it again and repeat your change.");
    }
}
