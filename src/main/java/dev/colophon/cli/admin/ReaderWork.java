package dev.colophon.cli.admin;

import dev.colophon.account.reader.Readers;
import dev.colophon.admin.ReaderAccounts;
import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.database.Database;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Opens the accounts for as long as a verb works on one of them. */
final class ReaderWork {
    private ReaderWork() {}

    /**
     * @param verb what was to be done, for whoever named nobody
     * @throws StartFailure when there is no such reader
     */
    static void run(OpenDatabase databases, String verb, String username, BiConsumer<Readers, UUID> work) {
        try (Database database = databases.open()) {
            // a server that runs asks the database again within half a minute
            Readers readers = new Readers(database, Clock.systemUTC(), id -> {});
            work.accept(readers, id(database, verb, username));
        }
    }

    private static UUID id(Database database, String verb, String username) {
        try {
            return new ReaderAccounts(database).named(username).id();
        } catch (Problem problem) {
            if (problem.kind() == Kind.NOT_FOUND) {
                throw new StartFailure(
                        ExitCode.INPUT_REFUSED,
                        verb,
                        "no account is named '" + username + "'",
                        "check the spelling; 'colophon list-readers' shows all");
            }
            throw problem;
        }
    }
}
