package dev.colophon.statistics.share;

import dev.colophon.database.Database;
import dev.colophon.database.Row;
import dev.colophon.problem.Problem;
import dev.colophon.settings.Secret;
import dev.colophon.statistics.share.ShareRepository.Stored;
import dev.colophon.web.Part;
import dev.colophon.web.page.Dates;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Makes, shows and revokes links, one for each year of a reader. */
public final class Shares {
    /** Where a link leads, the token behind it. */
    public static final String PATH = "/share/";

    private static final int AFTER_LAST_YEAR = 10_000;

    private final Database database;
    private final Clock clock;
    private final ShareToken tokens;
    private final ShareRepository repository = new ShareRepository();

    /**
     * @param clock its zone is that of readers who have set none
     * @param key from which the secrets of links are made
     */
    public Shares(Database database, Clock clock, Secret key) {
        this.database = database;
        this.clock = clock;
        this.tokens = new ShareToken(key);
    }

    /** The link of a year, made if there is none yet. */
    public ShareLink share(UUID reader, int year) {
        UUID id = UUID.randomUUID();
        Stored fresh = new Stored(id, year, ShareToken.hash(tokens.of(id)), clock.instant());
        return database.write(session -> {
            repository.insert(session, reader, fresh);
            return link(repository.ofYear(session, reader, year).orElseThrow());
        });
    }

    /** The link of a year, if there is one. */
    public Optional<ShareLink> link(UUID reader, int year) {
        return database.read(session -> repository.ofYear(session, reader, year))
                .map(this::link);
    }

    /** All links of a reader, the latest year first. */
    public Part<ShareLink> list(UUID reader, List<String> after, int limit) {
        int place = after.isEmpty() ? AFTER_LAST_YEAR : Integer.parseInt(after.getFirst());
        List<Stored> found = database.read(session -> repository.page(session, reader, place, limit + 1));
        return Part.of(found, limit, this::link, one -> List.of(String.valueOf(one.year())));
    }

    /**
     * From now on the link leads nowhere; one that is made later is another one.
     *
     * @throws Problem of kind NOT_FOUND
     */
    public void revoke(UUID reader, int year) {
        boolean removed = database.write(session -> repository.delete(session, reader, year));
        if (!removed) {
            throw Problem.notFound();
        }
    }

    /**
     * What a token leads to.
     *
     * @throws Problem of kind NOT_FOUND when it leads nowhere, whatever the reason
     */
    public SharedYear shared(String token) {
        if (!ShareToken.isOne(token)) {
            throw Problem.notFound();
        }
        String hash = ShareToken.hash(token);
        return database.read(session -> repository.byToken(session, hash, this::shared))
                .orElseThrow(Problem::notFound);
    }

    private SharedYear shared(Row row) {
        return new SharedYear(
                row.uuid("user_id"),
                row.text("display_name"),
                row.integer("year"),
                Objects.requireNonNullElse(Dates.zone(row.textOrNull("time_zone")), clock.getZone()));
    }

    private ShareLink link(Stored stored) {
        String token = tokens.of(stored.id());
        boolean known = ShareToken.hash(token).equals(stored.tokenHash());
        return new ShareLink(stored.year(), known ? PATH + token : null, stored.createdAt());
    }
}
