package dev.colophon.shelf.action;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.TagRepository;
import dev.colophon.text.FieldRules;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One change of several entries. Each is changed in a transaction of its own: one that is refused
 * does not take the others with it, and SQLite, where one writes at a time, is never held for
 * longer than one change.
 */
public final class Bulk {
    /** At a time. */
    public static final int MAX_ENTRIES = 100;

    private final Shelf shelf;
    private final Reads reads;
    private final Clock clock;

    public Bulk(Shelf shelf, Reads reads, Clock clock) {
        this.shelf = shelf;
        this.reads = reads;
        this.clock = clock;
    }

    /** Whether the change was made; an entry that was so already counts as done. */
    public enum Result {
        DONE,
        REFUSED
    }

    /**
     * What became of one entry.
     *
     * @param version after the change; null when the entry was removed or the change refused
     * @param code the name of the reason why it was refused
     * @param detail the reason for people
     */
    public record Outcome(
            UUID id,
            Result outcome,
            @Nullable Long version,
            @Nullable String code,
            @Nullable String detail) {}

    public List<Outcome> changeStatus(UUID userId, List<UUID> ids, Status status, Day on) {
        demandPast(on);
        return each(
                ids,
                id -> reads.changeStatus(userId, id, OptionalLong.empty(), status, on)
                        .version());
    }

    /** Gives each a tag. */
    public List<Outcome> tag(UUID userId, List<UUID> ids, String name) {
        var rules = new FieldRules();
        TagRepository.name(rules, "/add_tag", name);
        rules.done();
        return each(ids, id -> shelf.tag(userId, id, name).version());
    }

    /** Takes a tag from each; none need have it. */
    public List<Outcome> untag(UUID userId, List<UUID> ids, String name) {
        return each(ids, id -> shelf.untag(userId, id, name).version());
    }

    /**
     * @param format null when nobody knows
     */
    public List<Outcome> changeFormat(UUID userId, List<UUID> ids, @Nullable Format format) {
        return each(
                ids,
                id -> shelf.changeFacts(userId, id, OptionalLong.empty(), facts -> facts.with(it -> it.format = format))
                        .version());
    }

    /** Takes each off the shelf, with its reads. */
    public List<Outcome> remove(UUID userId, List<UUID> ids) {
        return each(ids, id -> {
            shelf.remove(userId, id, OptionalLong.empty());
            return null;
        });
    }

    /** Wrong for one is wrong for all; two days of grace, for the reader's day may be another than here. */
    private void demandPast(Day on) {
        Day.demandPast("/on", on.date(), LocalDate.now(clock).plusDays(1));
    }

    private static List<Outcome> each(List<UUID> ids, Function<UUID, @Nullable Long> change) {
        var rules = new FieldRules();
        rules.atMost("/ids", ids.size(), MAX_ENTRIES);
        if (ids.isEmpty()) {
            rules.refuse("/ids", "required", "Choose at least one book.");
        }
        rules.done();
        List<Outcome> outcomes = new ArrayList<>();
        for (UUID id : new LinkedHashSet<>(ids)) {
            outcomes.add(outcome(id, change));
        }
        return outcomes;
    }

    private static Outcome outcome(UUID id, Function<UUID, @Nullable Long> change) {
        try {
            return new Outcome(id, Result.DONE, change.apply(id), null, null);
        } catch (Problem problem) {
            if (problem.kind() == Kind.UNAVAILABLE) {
                // the database is away for all of them
                throw problem;
            }
            return new Outcome(id, Result.REFUSED, null, problem.code(), problem.detail());
        }
    }
}
