package dev.colophon.lookup.http;

import dev.colophon.lookup.port.Deadline;
import dev.colophon.lookup.port.SourceFailure;
import dev.colophon.lookup.port.SourceFailure.Reason;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fetches what says that it is a picture, from the hosts of a rule and of a bounded size. Whether it
 * is one is decided by whoever decodes it.
 */
public final class PictureClient {
    private static final int MAX_BYTES = 5 << 20;
    private static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private final Fetcher fetcher;

    public PictureClient(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** The bytes at an address; empty when there is nothing. */
    public Optional<byte[]> picture(URI address, HostRule rule, Deadline deadline)
            throws SourceFailure, InterruptedException {
        Received received = fetcher.get(new Fetcher.Wanted(address, Map.of(), rule, MAX_BYTES), deadline);
        Optional<Complaint> complaint = Complaint.of(received);
        if (complaint.isPresent()) {
            throw complaint.get().failure();
        }
        if (received.status() == 404) {
            return Optional.empty();
        }
        if (!TYPES.contains(received.mediaType())) {
            throw new SourceFailure(Reason.WRONG_ANSWER, "what it gives for a cover is no picture");
        }
        return Optional.of(received.body());
    }
}
