package dev.colophon.web.answer;

import dev.colophon.problem.Kind;
import io.helidon.http.Status;
import java.util.EnumMap;
import java.util.Map;

/** The only place where a kind of failure gets its number. */
public final class Statuses {
    private static final Map<Kind, Status> BY_KIND = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            BY_KIND.put(kind, status(kind));
        }
    }

    private Statuses() {}

    public static Status of(Kind kind) {
        return BY_KIND.getOrDefault(kind, Status.INTERNAL_SERVER_ERROR_500);
    }

    private static Status status(Kind kind) {
        return switch (kind) {
            case MALFORMED -> Status.BAD_REQUEST_400;
            case INVALID -> Status.create(422, "Unprocessable Content");
            case UNAUTHORIZED -> Status.UNAUTHORIZED_401;
            case FORBIDDEN -> Status.FORBIDDEN_403;
            case NOT_FOUND -> Status.NOT_FOUND_404;
            case METHOD_NOT_ALLOWED -> Status.METHOD_NOT_ALLOWED_405;
            case TIMEOUT -> Status.REQUEST_TIMEOUT_408;
            case CONFLICT -> Status.CONFLICT_409;
            case LENGTH_REQUIRED -> Status.LENGTH_REQUIRED_411;
            case STALE -> Status.PRECONDITION_FAILED_412;
            case TOO_LARGE -> Status.REQUEST_ENTITY_TOO_LARGE_413;
            case UNSUPPORTED_MEDIA_TYPE -> Status.UNSUPPORTED_MEDIA_TYPE_415;
            case WRONG_HOST -> Status.create(421, "Misdirected Request");
            case TOO_MANY_REQUESTS -> Status.TOO_MANY_REQUESTS_429;
            case HEADERS_TOO_LARGE -> Status.create(431, "Request Header Fields Too Large");
            case INTERNAL -> Status.INTERNAL_SERVER_ERROR_500;
            case UNAVAILABLE -> Status.SERVICE_UNAVAILABLE_503;
        };
    }
}
