package dev.colophon.lookup.cover;

import dev.colophon.lookup.http.HostRule;
import dev.colophon.lookup.http.PictureClient;
import dev.colophon.lookup.port.BookSource;
import dev.colophon.lookup.port.Deadline;
import dev.colophon.lookup.port.Provider;
import dev.colophon.lookup.port.SourceFailure;
import java.net.URI;
import java.util.Optional;

/**
 * Covers of one provider.
 *
 * @param hosts where its pictures are, and nowhere else
 */
public record CoverSource(BookSource source, PictureClient client, HostRule hosts) {
    private static final int PNG_FIRST = 0x89;
    private static final int MOST_ADDRESSES = 3;

    /** The best picture of a cover; empty when there is none. */
    Optional<byte[]> picture(String cover, Deadline deadline) throws SourceFailure, InterruptedException {
        int tried = 0;
        for (URI address : source.coverAddresses(cover, deadline)) {
            Optional<byte[]> picture = client.picture(address, hosts, deadline);
            if (picture.filter(this::isCover).isPresent()) {
                return picture;
            }
            if (++tried == MOST_ADDRESSES) {
                break;
            }
        }
        return Optional.empty();
    }

    /** Google's covers are JPEG; the grey page that says "image not available" is the one PNG. */
    private boolean isCover(byte[] picture) {
        boolean png = picture.length > 0 && (picture[0] & 0xff) == PNG_FIRST;
        return picture.length > 0 && !(png && source.provider() == Provider.GOOGLE_BOOKS);
    }
}
