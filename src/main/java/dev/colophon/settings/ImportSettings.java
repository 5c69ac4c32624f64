package dev.colophon.settings;

/** The limits of one import. */
public record ImportSettings(int maxRows, long maxBytes) {}
