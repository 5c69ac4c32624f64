package dev.colophon.backup.format;

/** One column of an archived table. */
public record ColumnLayout(String name, ColumnKind kind, boolean nullable) {}
