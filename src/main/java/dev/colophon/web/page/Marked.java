package dev.colophon.web.page;

/** A text, one part of which is a link or is strong: see {@link Texts#marked}. */
public record Marked(String before, String label, String after) {}
