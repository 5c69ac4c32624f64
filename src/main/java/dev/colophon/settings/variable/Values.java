package dev.colophon.settings.variable;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The value of every variable, for the defaults that depend on others and for the records. Instead
 * of a value that is refused, the default stands in; the settings never get out then.
 */
public interface Values {
    Profile profile();

    /** Of the machine. */
    int processors();

    long maxHeapMebibytes();

    /** The value, or nothing where nobody gave one and there is no default. */
    <T> Optional<T> find(Variable<T> variable);

    /** The value of a variable that has a default in every profile. */
    <T> T get(Variable<T> variable);

    /** A path, found from the working directory. */
    Path path(Path given);

    /** Whether nobody gave the variable, not even a bad value. */
    boolean isUnset(Variable<?> variable);

    /**
     * Reports that a given value breaks a rule; a default breaks none.
     *
     * @param rule as the end of a sentence that starts with the variable
     */
    void refuse(Variable<?> variable, String rule, String remedy);

    /** The same; the remedy is the example of the variable. */
    void refuse(Variable<?> variable, String rule);

    /**
     * Reports that a variable must be given, if this start reads it.
     *
     * @param when where the rule holds, such as "in the profile production"
     */
    void require(Variable<?> variable, String when);
}
