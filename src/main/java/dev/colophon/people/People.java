package dev.colophon.people;

import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.problem.Problem;
import dev.colophon.web.Part;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds readers, and changes how they stand to each other. Somebody who may not be seen is NOT_FOUND, as somebody who
 * does not exist; nobody is told of a block.
 */
public final class People {
    /** Whom one reader follows or has asked. */
    public static final int MAX_FOLLOWING = 5_000;

    private final Database database;
    private final InstantSource clock;
    private final PeopleRepository people = new PeopleRepository();
    private final FollowRepository follows = new FollowRepository();

    public People(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * One reader as another sees them.
     *
     * @param viewer null for somebody who is not signed in
     * @throws Problem of kind NOT_FOUND
     */
    public Person person(@Nullable UUID viewer, String username) {
        Person person = database.read(session -> find(session, viewer, username));
        if (viewer == null && !person.isOpen()) {
            throw Problem.notFound();
        }
        return person;
    }

    /** Readers whose names begin so, by name. */
    public Part<Person> search(UUID viewer, String beginning, List<String> after, int limit) {
        String place = after.isEmpty() ? "" : after.getFirst();
        List<Person> found = database.read(session -> people.search(session, viewer, beginning, place, limit + 1));
        return Part.of(found, limit, person -> person, person -> List.of(PeopleRepository.key(person.username())));
    }

    /** One part of a list that a reader has of others. */
    public Part<Person> list(PeopleList list, UUID reader, List<String> after, int limit) {
        List<Person> found = database.read(session -> follows.list(session, list, reader, after, limit + 1));
        return Part.of(
                found,
                limit,
                person -> person,
                person -> List.of(person.since().toString(), person.id().toString()));
    }

    /** How many wait for the reader's answer. */
    public long requests(UUID reader) {
        return database.read(session -> follows.requests(session, reader));
    }

    /**
     * Follows a reader, or asks to. Doing it again changes nothing.
     *
     * @throws Problem of kind NOT_FOUND, or CONFLICT when it would be too many
     */
    public Person follow(UUID reader, String username) {
        return database.write(session -> {
            hold(session, reader, username);
            Person other = demandOther(session, reader, username);
            if (follows.following(session, reader) >= MAX_FOLLOWING) {
                throw Problem.conflict("too_many", "A reader follows at most " + MAX_FOLLOWING + " others.");
            }
            Person.Following state =
                    other.reach() == Reach.NOTHING ? Person.Following.PENDING : Person.Following.ACCEPTED;
            follows.follow(session, reader, other.id(), state, clock.instant());
            return find(session, reader, username);
        });
    }

    /** Follows a reader no longer, or takes a request back. */
    public void unfollow(UUID reader, String username) {
        change(reader, username, (session, other) -> follows.unfollow(session, reader, other));
    }

    /** Lets somebody follow who has asked. */
    public void accept(UUID reader, String username) {
        change(reader, username, (session, other) -> follows.accept(session, other, reader));
    }

    /** Refuses somebody who has asked; they are not told. */
    public void decline(UUID reader, String username) {
        change(
                reader,
                username,
                (session, other) -> follows.unfollow(session, other, reader, Person.Following.PENDING));
    }

    /** Lets somebody follow no longer; they are not told. */
    public void removeFollower(UUID reader, String username) {
        change(
                reader,
                username,
                (session, other) -> follows.unfollow(session, other, reader, Person.Following.ACCEPTED));
    }

    /**
     * From now on the two see nothing of each other, and neither follows the other. Doing it again changes nothing.
     *
     * @throws Problem of kind NOT_FOUND
     */
    public void block(UUID reader, String username) {
        database.write(session -> {
            UUID other = hold(session, reader, username);
            if (follows.isBlocked(session, reader, other)) {
                return other;
            }
            demandOther(session, reader, username);
            follows.unfollow(session, reader, other);
            follows.unfollow(session, other, reader);
            follows.block(session, reader, other, clock.instant());
            return other;
        });
    }

    public void unblock(UUID reader, String username) {
        change(reader, username, (session, other) -> follows.unblock(session, reader, other));
    }

    /** Something between two readers that there may be or not. */
    @FunctionalInterface
    private interface Change {
        boolean make(Session session, UUID other);
    }

    /** What is not there is NOT_FOUND, whether or not there is such a reader. */
    private void change(UUID reader, String username, Change change) {
        database.write(session -> {
            UUID other = hold(session, reader, username);
            if (!change.make(session, other)) {
                throw Problem.notFound();
            }
            return other;
        });
    }

    /** Nobody else changes how the two stand to each other until the transaction ends. */
    private UUID hold(Session session, UUID reader, String username) {
        UUID other = people.id(session, username).orElseThrow(Problem::notFound);
        follows.hold(session, reader, other);
        return other;
    }

    private Person demandOther(Session session, UUID reader, String username) {
        Person other = find(session, reader, username);
        if (other.id().equals(reader)) {
            throw Problem.invalid("", "self", "This is about another reader.");
        }
        return other;
    }

    private Person find(Session session, @Nullable UUID viewer, String username) {
        return people.find(session, viewer, username).orElseThrow(Problem::notFound);
    }
}
