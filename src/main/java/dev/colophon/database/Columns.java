package dev.colophon.database;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Columns of a table, listed once: they make the SELECT list, the INSERT and the UPDATE. Each takes
 * its value from the parameter of its name.
 */
public final class Columns {
    private final List<String> names;

    private Columns(List<String> names) {
        this.names = names;
    }

    public static Columns of(String... names) {
        return new Columns(List.of(names));
    }

    /** These and others. */
    public Columns and(String... more) {
        return new Columns(Stream.concat(names.stream(), Stream.of(more)).toList());
    }

    /** For a SELECT without an alias: {@code title, subtitle}. */
    public String list() {
        return join(name -> name);
    }

    /** For a SELECT with an alias: {@code b.title, b.subtitle}. */
    public String list(String alias) {
        return join(name -> alias + "." + name);
    }

    /** {@code INSERT INTO books (title, subtitle) VALUES (:title, :subtitle)}. */
    public String insertInto(String table) {
        return "INSERT INTO " + table + " (" + list() + ") VALUES (" + parameters("") + ")";
    }

    /** For an UPDATE: {@code title = :title, subtitle = :subtitle}. */
    public String assignments() {
        return join(name -> name + " = :" + name);
    }

    /** The values of one row of several, each named with the suffix: {@code :title_2, :subtitle_2}. */
    public String parameters(String suffix) {
        return join(name -> ":" + name + suffix);
    }

    private String join(UnaryOperator<String> part) {
        return names.stream().map(part).collect(Collectors.joining(", "));
    }
}
