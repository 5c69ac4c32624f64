package dev.colophon.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import java.io.UncheckedIOException;

/** JSON in the database that only this program reads again: without what is null, and never hostile. */
public final class StoredJson {
    private static final JsonMapper MAPPER = Json.rebuilt()
            .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private StoredJson() {}

    /** A value as {@link #read} takes it. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /**
     * What was written, also by {@link Json}.
     *
     * @throws Problem when it breaks a rule that is newer than it
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonMappingException failure) {
            throw JsonFailure.problem(failure);
        } catch (JsonProcessingException failure) {
            throw Problem.of(Kind.MALFORMED, "json", JsonFailure.sentence(failure));
        }
    }
}
