package dev.colophon.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test, or a class of tests, that takes over two seconds on a machine that is not busy. What is
 * not worth the time of every run has the tag {@code slow} too and runs in the profile of that name.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface TakesLong {
    /** Why it cannot be quicker. */
    String value();
}
