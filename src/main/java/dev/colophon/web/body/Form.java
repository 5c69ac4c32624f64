package dev.colophon.web.body;

import dev.colophon.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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

    /** The hidden field {@code version}: of what the form was filled in from. */
    public OptionalLong version() {
        return text("version")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    /** What a form is shown again with that was filled in from a version which is not the latest. */
    public static Problem changedMeanwhile() {
        return Problem.conflict(
                "changed_meanwhile",
                "This was changed elsewhere while you wrote. Yours is still here and not saved yet.");
    }
}
