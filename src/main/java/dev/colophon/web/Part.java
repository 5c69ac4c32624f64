package dev.colophon.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the place after which the following part begins (values of the sort columns of the
 *     last item, none holding NUL); empty at the end of the list
 */
public record Part<T>(List<T> items, Optional<List<String>> next) {
    /**
     * A part of a list on the wire.
     *
     * @param nextCursor asks for the following part; null at the end
     * @param total how many there are in all; only when it was asked for
     */
    record Body(
            List<?> items,
            @Nullable String nextCursor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long total) {}

    /** A list that comes as one part. */
    public static <T> Part<T> whole(List<T> items) {
        return new Part<>(items, Optional.empty());
    }

    /** The same part with its items as something else. */
    public <R> Part<R> map(Function<T, R> change) {
        return new Part<>(items.stream().map(change).toList(), next);
    }

    /**
     * @param rows up to one more than the part may have, which tells whether another part follows
     */
    public static <R, T> Part<T> of(List<R> rows, int limit, Function<R, T> item, Function<R, List<String>> place) {
        List<R> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        return new Part<>(
                shown.stream().map(item).toList(),
                rows.size() > limit ? Optional.of(place.apply(shown.getLast())) : Optional.empty());
    }
}
