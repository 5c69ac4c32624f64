package dev.colophon.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.AccountPages;
import dev.colophon.account.AccountRoutes;
import dev.colophon.account.Accounts;
import dev.colophon.account.LoginThrottle;
import dev.colophon.account.SignIn;
import dev.colophon.account.password.Passwords;
import dev.colophon.account.token.Tokens;
import dev.colophon.catalogue.BookRoutes;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.database.Database;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.api.ReadRoutes;
import dev.colophon.shelf.api.ShelfRoutes;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.testing.Contract;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSettings;
import dev.colophon.transfer.ImportSettings;
import dev.colophon.transfer.Imports;
import dev.colophon.transfer.api.ImportRoutes;
import dev.colophon.transfer.pages.ImportPages;
import dev.colophon.web.ContractRoutes;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code openapi.yaml} and the routes name the same operations and parameters. */
class ContractTest {
    private static final Contract CONTRACT = Contract.get();

    /** The rooms whose part of the contract is compared, by their tags. */
    private static final Set<String> TAGS = Set.of("account", "library", "transfer");

    private static List<Resource> resources() {
        try (var rows = TestDatabase.create(Engine.SQLITE);
                var passwords = new Passwords()) {
            var clock = InstantSource.system();
            var account = TestSettings.account();
            var accounts = new Accounts(rows.database(), passwords, clock);
            var tokens = new Tokens(account, rows.database(), clock);
            var signIn = new SignIn(accounts, tokens, new LoginThrottle(0), true, new Meters());
            var shelf = new Shelf(rows.database(), Clock.systemUTC(), List.of());
            List<Routes> all = List.of(
                    new ContractRoutes(),
                    new AccountRoutes(signIn, accounts, tokens),
                    new AccountPages(signIn, accounts),
                    new BookRoutes(new Catalogue(rows.database(), Clock.systemUTC())),
                    new ShelfRoutes(shelf, new ShelfList(rows.database())),
                    new ReadRoutes(shelf),
                    new ImportRoutes(imports(rows.database())),
                    new ImportPages(imports(rows.database())));
            return all.stream().flatMap(routes -> routes.resources().stream()).toList();
        }
    }

    private static Imports imports(Database database) {
        Clock clock = Clock.systemUTC();
        var intake = new Intake(database, clock, List.of());
        return new Imports(database, intake::take, new ImportSettings(10, 1_000), clock, new Meters());
    }

    @Test
    void routes_and_contract_name_the_same_operations() {
        Set<String> served = new TreeSet<>();
        for (Resource resource : resources()) {
            if (!resource.page()) {
                resource.handlers().keySet().forEach(method -> served.add(method.text() + " " + resource.pattern()));
            }
        }

        assertThat(served)
                .containsExactlyElementsOf(CONTRACT.operations().stream()
                        .filter(operation -> TAGS.contains(CONTRACT.tag(operation)))
                        .toList());
    }

    @Test
    void routes_and_contract_name_the_same_query_parameters() {
        for (Resource resource : resources()) {
            if (!resource.page()) {
                Set<String> known = resource.handlers().keySet().stream()
                        .flatMap(method -> CONTRACT.queryNames(method.text(), resource.pattern()).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(resource.queryNames()).as(resource.pattern()).isEqualTo(known);
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
