package dev.colophon.problem;

import java.util.List;
import java.util.OptionalInt;

/**
 * A failure that a caller may see. Its text is safe by construction: it names a field and a rule,
 * never the value, a path or SQL. It has no stack trace, for it is an answer and not a fault.
 */
public final class Problem extends RuntimeException {
    /** So that an answer is never a multiple of the body that it complains about. */
    public static final int MAX_ERRORS = 100;

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String code;
    private final transient List<FieldError> errors;
    private final int retryAfterSeconds;

    private Problem(Kind kind, String code, String detail, List<FieldError> errors, int retryAfterSeconds) {
        super(detail, null, false, false);
        this.kind = kind;
        this.code = code;
        this.errors = errors.stream().limit(MAX_ERRORS).toList();
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /**
     * A failure of any kind.
     *
     * @param code the failure's stable name in snake case, for programs
     * @param detail one sentence for people
     */
    public static Problem of(Kind kind, String code, String detail) {
        return new Problem(kind, code, detail, List.of(), 0);
    }

    /** Missing, or not visible to this caller: both look the same on purpose. */
    public static Problem notFound() {
        return of(Kind.NOT_FOUND, "not_found", "There is nothing here that you can see.");
    }

    public static Problem unauthorized(String code, String detail) {
        return of(Kind.UNAUTHORIZED, code, detail);
    }

    public static Problem conflict(String code, String detail) {
        return of(Kind.CONFLICT, code, detail);
    }

    /** One field that breaks a rule. */
    public static Problem invalid(String pointer, String code, String message) {
        return invalid(List.of(new FieldError(pointer, code, message)));
    }

    /** One query parameter, header or form field of a request that cannot be understood. */
    public static Problem malformed(String pointer, String code, String message) {
        return malformed(List.of(new FieldError(pointer, code, message)));
    }

    /** Several of them, reported together under the code and message of the first. */
    public static Problem malformed(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        return new Problem(Kind.MALFORMED, first.code(), first.message(), errors, 0);
    }

    /** Several fields that break rules, the first {@value #MAX_ERRORS} reported together. */
    public static Problem invalid(List<FieldError> errors) {
        return new Problem(Kind.INVALID, "invalid", errors.getFirst().message(), errors, 0);
    }

    /** Worth a retry of the same request after the given time. */
    public static Problem unavailable(String code, String detail, int retryAfterSeconds) {
        return new Problem(Kind.UNAVAILABLE, code, detail, List.of(), retryAfterSeconds);
    }

    public static Problem tooManyRequests(String detail, int retryAfterSeconds) {
        return new Problem(Kind.TOO_MANY_REQUESTS, "too_many_requests", detail, List.of(), retryAfterSeconds);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    /** One sentence for people. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** Seconds after which a retry may succeed, if it may. */
    public OptionalInt retryAfterSeconds() {
        return retryAfterSeconds > 0 ? OptionalInt.of(retryAfterSeconds) : OptionalInt.empty();
    }
}
