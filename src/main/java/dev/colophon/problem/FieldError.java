package dev.colophon.problem;

/**
 * One field that breaks a rule.
 *
 * @param pointer where it is, as a JSON Pointer (RFC 6901), or the name of a query parameter
 * @param code the rule's stable name, such as {@code too_long}
 * @param message the rule in a sentence; never contains the value
 */
public record FieldError(String pointer, String code, String message) {}
