package dev.colophon.web.page;

import java.util.List;
import java.util.Map;

/**
 * A template and what it shows.
 *
 * @param template path below src/main/jte, such as {@code shelf/pages/shelf.jte}
 * @param sections drawn one after the other where the template writes its parameter {@code sections}
 */
public record Page(String template, Map<String, Object> parameters, List<Page> sections) {
    /** Without sections. */
    public Page(String template, Map<String, Object> parameters) {
        this(template, parameters, List.of());
    }
}
