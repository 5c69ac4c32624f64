package dev.colophon.account.identity;

import dev.colophon.account.Accounts;
import dev.colophon.account.oidc.IdentityProvider;
import dev.colophon.account.oidc.ProvidedIdentity;
import dev.colophon.database.Database;
import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Finds, links and unlinks identities of the provider, and makes accounts for those who are unknown. */
public final class Identities {
    private static final int TRIES = 3;

    private final IdentityProvider provider;
    private final Accounts accounts;
    private final Database database;
    private final InstantSource clock;

    public Identities(IdentityProvider provider, Accounts accounts, Database database, InstantSource clock) {
        this.provider = provider;
        this.accounts = accounts;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Whose account it is.
     *
     * @throws Problem of kind FORBIDDEN for somebody who is unknown here, unless they get an account
     */
    UUID readerOf(ProvidedIdentity identity) {
        return known(identity).orElseGet(() -> register(identity));
    }

    private Optional<UUID> known(ProvidedIdentity identity) {
        return database.write(session -> {
            Optional<LinkedIdentity> found = IdentityRepository.find(session, identity);
            found.ifPresent(linked -> IdentityRepository.used(session, identity, clock.instant()));
            return found.map(LinkedIdentity::userId);
        });
    }

    private UUID register(ProvidedIdentity identity) {
        if (!provider.registers()) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "identity_unknown",
                    "Nobody here signs in this way yet. Sign in with your password and add it on your account.");
        }
        var wanted = SuggestedNames.of(identity);
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                return accounts.createWithoutPassword(
                        wanted,
                        (session, reader) -> IdentityRepository.insert(
                                session, identity, new LinkedIdentity(reader, clock.instant(), clock.instant())));
            } catch (ConstraintViolation faster) {
                Optional<UUID> other = known(identity);
                if (other.isPresent()) {
                    return other.get();
                }
            }
        }
        throw Problem.conflict("username_taken", "The username is taken.");
    }

    Optional<LinkedIdentity> of(UUID reader) {
        return database.read(session -> IdentityRepository.ofReader(session, provider.issuer(), reader));
    }

    /**
     * Lets a reader sign in this way.
     *
     * @throws Problem of kind CONFLICT when it is another reader's, or this one has another
     */
    void link(UUID reader, ProvidedIdentity identity) {
        try {
            database.write(session -> {
                IdentityRepository.insert(session, identity, new LinkedIdentity(reader, clock.instant(), null));
                return reader;
            });
        } catch (ConstraintViolation taken) {
            throw Problem.conflict(
                    "identity_taken",
                    provider.name() + " knows you as somebody who is linked to an account already; unlink that first.");
        }
    }

    /**
     * Ends that a reader signs in this way; whoever asks has proved the account's password, which is another way in.
     *
     * @throws Problem of kind NOT_FOUND when they do not
     */
    void unlink(UUID reader) {
        boolean found = database.write(session -> IdentityRepository.delete(session, provider.issuer(), reader));
        if (!found) {
            throw Problem.notFound();
        }
    }
}
