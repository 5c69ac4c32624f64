package dev.colophon.settings;

import dev.colophon.boot.ProgramSettings;
import dev.colophon.settings.reading.Reading;
import dev.colophon.settings.source.EffectiveValue;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.source.SettingProblem;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds an environment in a temporary folder, step by step. */
public final class Surroundings {
    /** Every variable that there is. */
    public static final List<Variable<?>> VARIABLES = ProgramSettings.READER.groups().stream()
            .<Variable<?>>flatMap(group -> group.variables().stream())
            .toList();

    /** Strong, synthetic, and of no use anywhere. */
    public static final String KEY = "3qZr9-Vt1xKw7_Lm5pHs2cYd8gNb4jFa6uEo0iRvQeTyUzXwBnMkLpOhGfDsAcIj";

    private final Path directory;
    private final Map<String, String> variables = new LinkedHashMap<>();

    public Surroundings(Path directory) {
        this.directory = directory;
    }

    /** Everything that production requires and nothing else. */
    public static Surroundings production(Path directory) {
        return new Surroundings(directory)
                .with("APP_PROFILE", "production")
                .with("POSTGRES_PASSWORD", "correct-horse-battery")
                .with("SECRET_KEY", KEY)
                .with("ALLOWED_HOSTS", "books.example")
                .with("CORS_ALLOWED_ORIGINS", "none")
                .with("CSRF_TRUSTED_ORIGINS", "none");
    }

    public Surroundings with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    public Surroundings without(String name) {
        variables.remove(name);
        return this;
    }

    public Surroundings dotEnv(String text) {
        return file(".env", text);
    }

    public Surroundings file(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return this;
    }

    public Environment environment() {
        return Environment.of(variables, directory);
    }

    public Reading serve() {
        return ProgramSettings.READER.inspect(environment(), Purpose.SERVE);
    }

    public Settings settings() {
        return serve().settings();
    }

    /** The problems as they are printed. */
    public List<String> problems() {
        return serve().problems().stream().map(SettingProblem::text).toList();
    }

    public EffectiveValue effective(String name) {
        return serve().effective().stream()
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
