package dev.colophon.lookup.port;

import dev.colophon.catalogue.Isbn;
import java.net.URI;
import java.util.List;

/** A provider that can be asked. It keeps the provider's limits; the caller waits until the deadline at most. */
public interface BookSource {
    Provider provider();

    /**
     * The book with this ISBN, at most one; what the provider gives for another ISBN is left out.
     *
     * @throws SourceFailure when nobody knows whether it has the book
     */
    List<SourceBook> byIsbn(Isbn isbn, Deadline deadline) throws SourceFailure, InterruptedException;

    /**
     * Books that the words may mean, the provider's best guess first.
     *
     * @throws SourceFailure when it did not answer, or not as it should
     */
    List<SourceBook> search(String words, int limit, Deadline deadline) throws SourceFailure, InterruptedException;

    /**
     * Where pictures of a cover are, the best one first.
     *
     * @param cover as the provider calls it
     * @throws SourceFailure when the provider did not say
     */
    List<URI> coverAddresses(String cover, Deadline deadline) throws SourceFailure, InterruptedException;
}
