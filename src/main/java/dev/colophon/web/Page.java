package dev.colophon.web;

import java.util.Map;

/**
 * A template and what it shows.
 *
 * @param template path below src/main/jte, such as {@code library/shelf.jte}
 */
public record Page(String template, Map<String, Object> parameters) {}
