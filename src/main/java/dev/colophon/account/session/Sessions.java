package dev.colophon.account.session;

import dev.colophon.account.session.SessionRepository.Ending;
import dev.colophon.account.session.SessionRepository.Whose;
import dev.colophon.account.token.IssuedToken;
import dev.colophon.account.token.RevokedTokens;
import dev.colophon.account.token.SignOut;
import dev.colophon.account.token.Tokens;
import dev.colophon.database.Database;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.Part;
import dev.colophon.web.session.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Begins, lists and ends sessions. What is not the reader's is NOT_FOUND. */
public final class Sessions {
    /** Of one reader; with another one that ends which was not seen for longest. */
    public static final int MAX_SESSIONS = 100;

    /** How long a session is new: its reader has proved a moment ago who they are. */
    public static final Duration NEW = Duration.ofMinutes(10);

    private final Database database;
    private final Tokens tokens;
    private final InstantSource clock;

    public Sessions(Database database, Tokens tokens, InstantSource clock) {
        this.database = database;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Somebody has proved who they are.
     *
     * @param epoch of the reader when they did
     */
    public IssuedToken begin(UUID reader, long epoch, Visitor visitor) {
        List<Ending> ended = new ArrayList<>();
        IssuedToken begun = database.write(session -> {
            IssuedToken issued = tokens.begin(session, reader, epoch, visitor.device());
            ended.addAll(SessionRepository.beyond(session, reader, MAX_SESSIONS));
            ended.forEach(one -> RevokedTokens.add(session, one.id(), one.expiresAt()));
            return issued;
        });
        ended.forEach(one -> tokens.forgetToken(one.id()));
        return begun;
    }

    /** Ends the session of this token; the others stay. */
    public void signOut(String token) {
        tokens.revoke(token);
    }

    /** To be called when what a token stands for has changed. */
    public void changed(UUID reader) {
        tokens.forget(reader);
    }

    /** Whether the caller's session has just begun. */
    public boolean isNew(Caller caller) {
        Instant before = clock.instant().minus(NEW);
        return database.read(session -> SessionRepository.find(session, caller.id(), caller.tokenId()))
                .filter(found -> found.createdAt().isAfter(before))
                .isPresent();
    }

    /**
     * Before something that an old session, which may be stolen, is not enough for.
     *
     * @throws Problem of kind FORBIDDEN
     */
    public void demandNew(Caller caller) {
        if (!isNew(caller)) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "session_too_old",
                    "For this you must have signed in within the last ten minutes; sign out and in again.");
        }
    }

    /** Latest first. */
    Part<ReaderSession> list(Caller caller, List<String> after, int limit) {
        var whose = new Whose(caller.id(), caller.tokenId(), clock.instant());
        List<ReaderSession> found = database.read(session -> SessionRepository.list(session, whose, after, limit + 1));
        return Part.of(found, limit, one -> one, one -> List.of(one.id().toString()));
    }

    /** Its token is worthless at once here, and on other instances within half a minute. */
    void end(UUID reader, UUID id) {
        database.write(session -> {
            Ending ending = SessionRepository.find(session, reader, id).orElseThrow(Problem::notFound);
            RevokedTokens.add(session, id, ending.expiresAt());
            return ending;
        });
        tokens.forgetToken(id);
    }

    /** Ends all sessions, also those that are in no list, and begins another one where the caller is. */
    IssuedToken endOthers(UUID reader, Visitor visitor) {
        IssuedToken begun = database.write(session -> {
            long epoch = SignOut.reader(session, reader, clock.instant()).orElseThrow(Problem::notFound);
            return tokens.begin(session, reader, epoch, visitor.device());
        });
        tokens.forget(reader);
        return begun;
    }
}
