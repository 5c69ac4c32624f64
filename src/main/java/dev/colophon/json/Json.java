package dev.colophon.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.text.TextRule;
import dev.colophon.text.Utf8;
import java.io.UncheckedIOException;
import java.time.LocalDate;

/**
 * Reads hostile JSON and writes ours. Names are snake_case on the wire, constants of enums lower
 * case.
 */
public final class Json {
    /** Deeper nesting than this is refused; nothing that Colophon reads needs more than four. */
    static final int MAX_DEPTH = 32;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    /** The same mapper, to be changed. */
    static JsonMapper.Builder rebuilt() {
        return MAPPER.rebuild();
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule().addSerializer(new InstantWriter()))
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .withCoercionConfig(LogicalType.Textual, config -> {
                    config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .build();
        mapper.configOverride(LocalDate.class).setFormat(JsonFormat.Value.forLeniency(false));
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
        return mapper;
    }

    /**
     * Reads a request's body into a record.
     *
     * @throws Problem with the place and the rule, never the value
     */
    public static <T> T read(byte[] body, Class<T> type) {
        return convert(readTree(body), type);
    }

    /** Reads one JSON document in UTF-8 (RFC 8259, 8.1), every text in it checked. */
    public static JsonNode readTree(byte[] body) {
        JsonNode tree = readForeign(body);
        TextRule.check(tree, "");
        return tree;
    }

    /** The same with texts as they come, for who takes some fields of a document and checks each. */
    public static JsonNode readForeign(byte[] body) {
        String text = text(body);
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (JsonProcessingException failure) {
            throw malformed(JsonFailure.sentence(failure));
        }
        if (tree == null || tree.isMissingNode()) {
            throw malformed("The body is empty; JSON is expected.");
        }
        return tree;
    }

    /** Decoded here, for Jackson guesses UTF-16 and UTF-32 and takes overlong sequences. */
    private static String text(byte[] body) {
        String text = Utf8.decode(body).orElseThrow(() -> malformed("The body is not UTF-8, the only coding here."));
        if (text.startsWith(BYTE_ORDER_MARK)) {
            throw malformed("The body begins with a byte order mark; JSON has none.");
        }
        return text;
    }

    private static Problem malformed(String sentence) {
        return Problem.of(Kind.MALFORMED, "json", sentence);
    }

    /** Turns a document that was read into a record. */
    public static <T> T convert(JsonNode tree, Class<T> type) {
        try {
            T value = MAPPER.treeToValue(tree, type);
            if (value == null) {
                throw Problem.invalid("", "type", "An object is expected, not null.");
            }
            return value;
        } catch (JsonMappingException failure) {
            throw JsonFailure.problem(failure);
        } catch (JsonProcessingException failure) {
            throw malformed(JsonFailure.sentence(failure));
        }
    }

    /** A value as a document, for changing it. */
    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** UTF-8 bytes of a value; a record's components in their order. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** The same as text. */
    public static String writeText(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
