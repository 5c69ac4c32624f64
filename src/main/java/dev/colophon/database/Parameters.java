package dev.colophon.database;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values for the named parameters of one statement, in any order: {@code UUID}, {@code String},
 * {@code Integer}, {@code Long}, {@code Boolean}, {@code Instant} (kept to the microsecond), {@code
 * LocalDate}, {@code byte[]}, enums (stored in lower case) and null are accepted on both databases.
 */
public final class Parameters {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Parameters() {}

    /**
     * @param name as after the colon
     */
    public static Parameters of(String name, @Nullable Object value) {
        return new Parameters().and(name, value);
    }

    /** For a statement without any. */
    public static Parameters none() {
        return new Parameters();
    }

    /** One more. */
    public Parameters and(String name, @Nullable Object value) {
        if (values.containsKey(name)) {
            throw new IllegalArgumentException("two values are given for :" + name);
        }
        values.put(name, value);
        return this;
    }

    /** All of another. */
    public Parameters and(Parameters more) {
        more.values.forEach(this::and);
        return this;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    Object value(String name) {
        return values.get(name);
    }

    Set<String> names() {
        return values.keySet();
    }
}
