package dev.colophon.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list on the wire.
 *
 * @param nextCursor asks for the following part; null at the end
 * @param total how many there are in all; only when it was asked for
 */
record ListBody(
        List<?> items,
        @Nullable String nextCursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {}
