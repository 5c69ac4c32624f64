package dev.colophon.cli.account;

import dev.colophon.account.Accounts;
import dev.colophon.account.password.Passwords;
import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.database.Database;
import java.time.Clock;
import java.util.function.Consumer;

/** Opens the accounts for as long as a verb works on them. */
final class AccountWork {
    private AccountWork() {}

    static void run(OpenDatabase databases, Consumer<Accounts> work) {
        try (Database database = databases.open();
                Passwords passwords = new Passwords()) {
            work.accept(new Accounts(database, passwords, Clock.systemUTC()));
        }
    }
}
