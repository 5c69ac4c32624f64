package dev.colophon.testing;

import dev.colophon.settings.DatabaseSettings.Engine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes the two runs of a class that is marked with {@link EveryDatabase}. */
final class EveryDatabaseExtension implements ClassTemplateInvocationContextProvider {
    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
            ExtensionContext context) {
        return Stream.of(Engine.SQLITE, Engine.POSTGRESQL).map(Run::new);
    }

    /** One run of the class, on one engine. */
    private record Run(Engine engine) implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return engine == Engine.SQLITE ? "SQLite" : "PostgreSQL";
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new DatabaseLender(engine));
        }
    }
}
