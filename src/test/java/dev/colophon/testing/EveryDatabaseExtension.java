package dev.colophon.testing;

import dev.colophon.database.Database;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstantiationAwareExtension;

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
            return List.of(new Lender(engine));
        }
    }

    /** Makes a test's database when it is first asked for, and checks it afterwards. */
    private record Lender(Engine engine)
            implements ParameterResolver, AfterEachCallback, TestInstantiationAwareExtension {
        private static final ExtensionContext.Namespace NAMESPACE =
                ExtensionContext.Namespace.create(EveryDatabase.class);

        @Override
        public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
            return ExtensionContextScope.TEST_METHOD;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == Database.class || type == TestDatabase.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            TestDatabase lent = context.getStore(NAMESPACE)
                    .computeIfAbsent("database", key -> TestDatabase.create(engine), TestDatabase.class);
            return parameter.getParameter().getType() == Database.class ? lent.database() : lent;
        }

        @Override
        public void afterEach(ExtensionContext context) {
            TestDatabase lent = context.getStore(NAMESPACE).remove("database", TestDatabase.class);
            if (lent != null) {
                try {
                    lent.requireNothingInUse();
                } finally {
                    lent.close();
                }
            }
        }
    }
}
