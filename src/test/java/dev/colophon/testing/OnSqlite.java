package dev.colophon.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Like {@link EveryDatabase}, but on SQLite alone: for tests of what is asked and answered, where
 * another test shows on both databases what is stored.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DatabaseLender.class)
public @interface OnSqlite {}
