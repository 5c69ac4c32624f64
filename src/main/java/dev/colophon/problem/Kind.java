package dev.colophon.problem;

/** The kinds of failure that a caller can see; the web room alone maps them to statuses. */
public enum Kind {
    MALFORMED("The request is malformed"),
    INVALID("The content is not valid"),
    UNAUTHORIZED("Sign in first"),
    FORBIDDEN("Not allowed"),
    NOT_FOUND("Not found"),
    METHOD_NOT_ALLOWED("Method not allowed"),
    TIMEOUT("The request took too long to arrive"),
    CONFLICT("Conflicts with what is stored"),
    LENGTH_REQUIRED("Content-Length is required"),
    STALE("Changed since it was read"),
    TOO_LARGE("Too large"),
    UNSUPPORTED_MEDIA_TYPE("Unsupported media type"),
    WRONG_HOST("Unknown host"),
    TOO_MANY_REQUESTS("Too many requests"),
    HEADERS_TOO_LARGE("The headers are too large"),
    INTERNAL("Unexpected fault"),
    UNAVAILABLE("Not available now");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    /** A short sentence that is the same for every failure of this kind. */
    public String title() {
        return title;
    }
}
