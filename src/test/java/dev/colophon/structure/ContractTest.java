package dev.colophon.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.assets.AssetIndex;
import dev.colophon.assets.StaticCollector;
import dev.colophon.boot.Wiring;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.Settings;
import dev.colophon.settings.StaticSettings;
import dev.colophon.testing.Contract;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSettings;
import dev.colophon.web.Resource;
import dev.colophon.web.session.Scope;
import io.helidon.http.Method;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code openapi.yaml} and the routes name the same operations and parameters. */
class ContractTest {
    private static final Contract CONTRACT = Contract.get();

    private static List<Resource> resources = List.of();

    @BeforeAll
    static void wire_the_program(@TempDir Path folder) {
        Settings settings = TestSettings.in(folder);
        AssetIndex assets =
                new StaticCollector(InstantSource.system()).collect(new StaticSettings(true, folder.resolve("static")));
        try (TestDatabase rows = TestDatabase.create(Engine.SQLITE);
                Wiring wiring = new Wiring(settings, rows.database(), Clock.systemUTC(), assets, new Meters())) {
            resources = wiring.routes().stream()
                    .flatMap(routes -> routes.resources().stream())
                    .toList();
        }
    }

    @Test
    void routes_and_contract_name_the_same_operations() {
        Set<String> served = new TreeSet<>();
        for (Resource resource : resources) {
            if (!resource.page()) {
                resource.handlers().keySet().forEach(method -> served.add(method.text() + " " + resource.pattern()));
            }
        }

        assertThat(served).containsExactlyElementsOf(CONTRACT.operations());
    }

    @Test
    void routes_and_contract_name_the_same_query_parameters() {
        for (Resource resource : resources) {
            if (!resource.page()) {
                Set<String> known = resource.handlers().keySet().stream()
                        .flatMap(method -> CONTRACT.queryNames(method.text(), resource.pattern()).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(resource.queryNames()).as(resource.pattern()).isEqualTo(known);
            }
        }
    }

    @Test
    void routes_and_contract_name_the_same_scopes() {
        for (Resource resource : resources) {
            for (Method method :
                    resource.page() ? Set.<Method>of() : resource.handlers().keySet()) {
                assertThat(CONTRACT.scopes(method.text(), resource.pattern()))
                        .as(method + " " + resource.pattern())
                        .isEqualTo(resource.scopes(method).stream()
                                .map(Scope::text)
                                .collect(Collectors.toSet()));
            }
        }
    }

    @Test
    void operations_have_names_of_their_own() {
        assertThat(CONTRACT.document().findValuesAsText("operationId")).doesNotHaveDuplicates();
    }

    @Test
    void no_schema_refers_to_nothing() {
        for (String reference : CONTRACT.document().findValuesAsText("$ref")) {
            assertThat(CONTRACT.document().at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }
}
