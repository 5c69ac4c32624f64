package dev.colophon.web.page;

import java.util.Map;

/**
 * A template and what it shows.
 *
 * @param template path below src/main/jte, such as {@code shelf/pages/shelf.jte}
 */
public record Page(String template, Map<String, Object> parameters) {}
