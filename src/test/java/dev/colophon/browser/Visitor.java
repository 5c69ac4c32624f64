package dev.colophon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What a reader does before there is anything to see. */
final class Visitor {
    private static final Path LIBRARY = Path.of("src/test/resources/samples/small-library.csv");
    static final String PASSWORD = "a quiet evening with a book";

    private Visitor() {}

    static void signUp(Browser browser) {
        browser.go("/sign-up")
                .type("input[name=username]", "ada")
                .type("input[name=password]", PASSWORD)
                .click("main form button")
                .await("Your shelf is empty");
    }

    static void importLibrary(Browser browser) {
        browser.go("/import")
                .attach("input[type=file]", LIBRARY)
                .click("main form button[formaction]")
                .awaitPath("/import/")
                .await("Import: done");
    }

    /** From now on pages speak the language of this locale. */
    static void choose(Browser browser, String locale) {
        browser.go("/account")
                .choose("select[name=locale]", locale)
                .click("form[action='/account/dates'] button")
                .awaitThere("main .notice");
    }

    /** What no page of a reader does: a statement on the database of this data folder. */
    static void change(Path data, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database(data));
                var open = connection.createStatement()) {
            assertThat(open.executeUpdate(statement)).isPositive();
        }
    }

    static void makeAdmin(Path data) throws SQLException {
        change(data, "UPDATE users SET role = 'admin'");
    }

    static Path database(Path data) {
        return data.resolve("data/colophon.sqlite3");
    }
}
