package dev.colophon.web.body;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a form, decoded; text that no database can store was refused before. */
public record Form(Map<String, List<String>> fields) {
    /** The first value of a field, stripped; empty when absent or blank. */
    public Optional<String> text(String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .findFirst()
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** The first value of a field as it was typed, for passwords; empty when absent. */
    public String exact(String name) {
        return fields.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }
}
