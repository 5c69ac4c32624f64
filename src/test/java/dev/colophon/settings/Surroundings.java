package dev.colophon.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds an environment in a temporary folder, step by step. */
final class Surroundings {
    /** Strong, synthetic, and of no use anywhere. */
    static final String KEY = "3qZr9-Vt1xKw7_Lm5pHs2cYd8gNb4jFa6uEo0iRvQeTyUzXwBnMkLpOhGfDsAcIj";

    private final Path directory;
    private final Map<String, String> variables = new LinkedHashMap<>();

    Surroundings(Path directory) {
        this.directory = directory;
    }

    /** Everything that production requires and nothing else. */
    static Surroundings production(Path directory) {
        return new Surroundings(directory)
                .with("APP_PROFILE", "production")
                .with("POSTGRES_PASSWORD", "correct-horse-battery")
                .with("SECRET_KEY", KEY)
                .with("ALLOWED_HOSTS", "books.example")
                .with("CORS_ALLOWED_ORIGINS", "none")
                .with("CSRF_TRUSTED_ORIGINS", "none");
    }

    Surroundings with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Surroundings without(String name) {
        variables.remove(name);
        return this;
    }

    Surroundings dotEnv(String text) {
        return file(".env", text);
    }

    Surroundings file(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return this;
    }

    Environment environment() {
        return Environment.of(variables, directory);
    }

    Reading serve() {
        return SettingsReader.inspect(environment(), Purpose.SERVE);
    }

    Settings settings() {
        return serve().settings();
    }

    /** The problems as they are printed. */
    List<String> problems() {
        return serve().problems().stream().map(SettingProblem::text).toList();
    }

    EffectiveValue effective(String name) {
        return serve().effective().stream()
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
