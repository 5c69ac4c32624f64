package dev.colophon.settings.variable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Variables that belong together and become one record. The record holds its group in a constant
 * that comes first, and declares each variable in a constant after it; so the group knows them all
 * as soon as the record's class does, in the order of their declaration.
 *
 * @param <T> the record
 */
public final class Group<T> {
    private final String title;
    private final Purpose purpose;
    private final Function<Values, T> maker;
    private final List<Variable<?>> variables = new ArrayList<>();

    /**
     * @param title heads the variables in the documents
     * @param purpose the smallest that reads them
     * @param maker makes the record, and refuses values that do not go together
     */
    public Group(String title, Purpose purpose, Function<Values, T> maker) {
        this.title = title;
        this.purpose = purpose;
        this.maker = maker;
    }

    /**
     * Declares a variable of this group.
     *
     * @param meaning what it does, a sentence without its final dot
     * @param example a good value; for a secret, how to make one
     */
    public <V> Variable<V> declare(String name, Type<V> type, Default fallback, String meaning, String example) {
        Variable<V> variable = new Variable<>(name, type, fallback, meaning, example);
        variables.add(variable);
        return variable;
    }

    public String title() {
        return title;
    }

    public Purpose purpose() {
        return purpose;
    }

    public List<Variable<?>> variables() {
        return List.copyOf(variables);
    }

    /** The record of these values; what does not go together is refused there. */
    public T of(Values values) {
        return maker.apply(values);
    }
}
