package dev.colophon.transfer.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * JSON whose records are objects, in an array or as the members of one object. Each record is a row;
 * a list or an object in it becomes a cell of its values parted by {@code |}. One record is in memory
 * at a time.
 */
final class JsonFile implements Table {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NAMES = 200;
    private static final int MAX_NAME_CHARACTERS = 200;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(CsvFile.MAX_CELL_CHARACTERS)
                    .maxNameLength(MAX_NAME_CHARACTERS)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final FileContent content;
    private final List<String> names;

    private JsonFile(FileContent content, List<String> names) {
        this.content = content;
        this.names = names;
    }

    /**
     * Reads the file once, for its records need not have the same names.
     *
     * @throws Problem when it is broken or holds something else than records
     */
    static JsonFile open(FileContent content) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        forEach(content, (line, record) -> {
            names.addAll(record.keySet());
            if (names.size() > MAX_NAMES) {
                throw FileKind.JSON.problem();
            }
        });
        return new JsonFile(content, List.copyOf(names));
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public void forEach(Consumer<TableRow> action) throws IOException {
        int[] index = {0};
        forEach(content, (line, record) -> {
            List<String> cells = new ArrayList<>();
            names.forEach(name -> cells.add(record.getOrDefault(name, "")));
            action.accept(new TableRow(index[0]++, line, cells));
        });
    }

    private static void forEach(FileContent content, BiConsumer<Integer, Map<String, String>> action)
            throws IOException {
        try (JsonParser parser = FACTORY.createParser(content.open())) {
            JsonToken root = parser.nextToken();
            if (root != JsonToken.START_ARRAY && root != JsonToken.START_OBJECT) {
                throw FileKind.JSON.problem();
            }
            while (nextRecord(parser)) {
                int line = parser.currentTokenLocation().getLineNr();
                action.accept(line, record(parser));
            }
            if (parser.nextToken() != null) {
                throw FileKind.JSON.problem();
            }
        } catch (JsonProcessingException failure) {
            throw broken(failure);
        } catch (CharConversionException failure) {
            throw FileKind.JSON.problem();
        }
    }

    /** Goes to the beginning of the next object; false at the end of all. */
    private static boolean nextRecord(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.FIELD_NAME) {
            token = parser.nextToken();
        }
        if (token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
            return false;
        }
        if (token != JsonToken.START_OBJECT) {
            throw FileKind.JSON.problem();
        }
        return true;
    }

    private static Map<String, String> record(JsonParser parser) throws IOException {
        Map<String, String> record = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            record.putIfAbsent(name, cell(parser));
            if (record.size() > MAX_NAMES) {
                throw FileKind.JSON.problem();
            }
        }
        return record;
    }

    /** The text of a value; what is nested is taken apart without an own stack. */
    private static String cell(JsonParser parser) throws IOException {
        var values = new StringJoiner("|");
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token.isScalarValue()
                    && token != JsonToken.VALUE_NULL
                    && !parser.getText().isEmpty()) {
                values.add(parser.getText());
            }
            if (values.length() > CsvFile.MAX_CELL_CHARACTERS) {
                throw tooLong(parser.currentTokenLocation().getLineNr());
            }
            if (depth == 0) {
                return values.toString();
            }
            token = parser.nextToken();
        }
    }

    private static Problem tooLong(int line) {
        return Problem.of(
                Kind.INVALID,
                "broken_json",
                "A value at line " + line + " has more than 131,072 characters. Nothing was stored.");
    }

    /** The library's message quotes the file, so only the place is taken from it. */
    private static Problem broken(JsonProcessingException failure) {
        String place = failure.getLocation() == null
                ? "somewhere"
                : "at line %d, column %d"
                        .formatted(
                                failure.getLocation().getLineNr(),
                                failure.getLocation().getColumnNr());
        return Problem.of(
                Kind.INVALID,
                "broken_json",
                "The JSON is broken " + place + ": it ends too early, is nested too deeply or is no JSON. Nothing was"
                        + " stored. Export again.");
    }
}
