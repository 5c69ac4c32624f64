package dev.colophon.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class once on SQLite and once on PostgreSQL. A constructor, a test method or
 * a method with BeforeEach may ask for a {@link dev.colophon.database.Database} or a {@link
 * TestDatabase}: a migrated database that belongs to this test alone. The test fails when it leaves
 * a connection in use.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(EveryDatabaseExtension.class)
public @interface EveryDatabase {}
