package dev.colophon.settings;

import java.nio.file.Path;

/** Whether and where the bundled static files are collected. */
public record StaticSettings(boolean collect, Path root) {}
