package dev.colophon.browser;

import java.nio.file.Path;

/** What a reader does before there is anything to see. */
final class Visitor {
    private static final Path LIBRARY = Path.of("src/test/resources/samples/small-library.csv");
    private static final String PASSWORD = "a quiet evening with a book";

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
}
