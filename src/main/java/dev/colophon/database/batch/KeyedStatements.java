package dev.colophon.database.batch;

import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One query for a list of keys, in a few lengths: PostgreSQL keeps one plan for each of them. For an array of any
 * length it plans anew at each call, and reading JSON costs as much as the rows.
 */
public final class KeyedStatements {
    private final NavigableMap<Integer, Statement> byLength = new TreeMap<>();

    /**
     * @param statement of so many keys
     */
    public KeyedStatements(IntFunction<Statement> statement) {
        IntStream.of(1, 4, 16, BatchedCalls.MOST_CALLS).forEach(it -> byLength.put(it, statement.apply(it)));
    }

    /** A list for {@code IN}, of as many parameters; {@code #} is the number of a key: {@code :id_#}. */
    public static String list(int length, String key) {
        return IntStream.range(0, length)
                .mapToObj(index -> key.replace("#", String.valueOf(index)))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /**
     * Reads the rows of these keys; those that are not there are left out.
     *
     * @param keys at most {@link BatchedCalls#MOST_CALLS}
     * @param values the parameters of a key with a number
     * @param mapper a row with its key
     */
    public <K, V> Map<K, V> read(
            Session session,
            Set<K> keys,
            BiFunction<K, Integer, Parameters> values,
            Function<Row, Map.Entry<K, V>> mapper) {
        List<K> list = List.copyOf(keys); // its last one fills what is left
        Map.Entry<Integer, Statement> statement = byLength.ceilingEntry(list.size());
        Parameters parameters = Parameters.none();
        for (int index = 0; index < statement.getKey(); index++) {
            parameters.and(values.apply(list.get(Math.min(index, list.size() - 1)), index));
        }
        return session.list(statement.getValue(), mapper, parameters).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
