package dev.colophon.migration.schema;

/**
 * The one row that says where the schema stands.
 *
 * @param level number of the newest migration that was applied; 0 when there is no schema
 * @param minimumReader builds that need a lower level no longer work on this schema
 */
public record SchemaState(int level, int minimumReader) {
    static final SchemaState EMPTY = new SchemaState(0, 0);
}
