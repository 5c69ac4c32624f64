package dev.colophon.transfer.goodreads;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.shelf.intake.ShelfDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row says, in our terms: two drafts, or the reason why there are none. Stored with the
 * item, so that a job can be resumed without its file.
 *
 * @param book null when the row was rejected
 * @param shelf null when the row was rejected
 * @param rejection stable code of the reason, null when there are drafts
 * @param notes what was left out or changed, one sentence each; for a rejected row the reason
 */
public record Mapping(
        @Nullable BookDraft book,
        @Nullable ShelfDraft shelf,
        @Nullable String rejection,
        List<String> notes) {

    static Mapping rejected(String code, String reason) {
        return new Mapping(null, null, code, List.of(reason));
    }
}
