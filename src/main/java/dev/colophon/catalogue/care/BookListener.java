package dev.colophon.catalogue.care;

import dev.colophon.catalogue.Book;
import dev.colophon.database.Session;
import java.util.UUID;

/**
 * Hears that two books become one, inside the transaction that does it: what it throws rolls the
 * merge back. Both books are held meanwhile, so that nobody puts either on a shelf.
 *
 * <p>Locks are taken in this order everywhere: books by their ids, then entries by theirs, then what
 * hangs on entries. Whoever holds an entry never asks for a book.
 */
public interface BookListener {
    /**
     * What belongs to a book is to belong to another one.
     *
     * @param merge by which it is known when it is undone
     * @param from the book that goes; nothing may refer to it afterwards
     * @param into the book that stays, as it was before it took anything
     */
    void merged(Session session, UUID merge, Book from, Book into);

    /**
     * The book that went is back, and with it what belonged to it.
     *
     * @param from the book that is back
     * @param into the book that stayed
     * @throws dev.colophon.problem.Problem of kind CONFLICT when something was changed since that
     *     cannot be divided again
     */
    void separated(Session session, UUID merge, Book from, Book into);
}
