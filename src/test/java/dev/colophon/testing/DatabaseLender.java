package dev.colophon.testing;

import dev.colophon.database.Database;
import dev.colophon.settings.DatabaseSettings.Engine;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstantiationAwareExtension;

/** Makes a test's database when it is first asked for, and checks it afterwards. */
final class DatabaseLender implements ParameterResolver, AfterEachCallback, TestInstantiationAwareExtension {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(DatabaseLender.class);

    private final Engine engine;

    DatabaseLender() {
        this(Engine.SQLITE);
    }

    DatabaseLender(Engine engine) {
        this.engine = engine;
    }

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
