package dev.colophon.profile.pages;

import dev.colophon.people.Person;
import dev.colophon.people.pages.PersonCard;
import dev.colophon.profile.VisibleEntry;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.pages.Cover;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.web.page.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a reader shows, ready to be written out.
 *
 * @param self whether it is the one who looks
 * @param year of the books that were read in it
 * @param nextHref the next part of the shelf; null at its end
 */
record ProfileView(
        PersonCard card,
        @Nullable String biography,
        boolean self,
        List<Tab> tabs,
        int year,
        List<Book> finished,
        List<Book> shelf,
        @Nullable String nextHref) {

    /** One status and how many books have it. */
    record Tab(String label, String href, long count, boolean current) {}

    /**
     * One book.
     *
     * @param href what its reader says of it
     */
    record Book(
            String title,
            String authors,
            Cover cover,
            String href,
            String status,
            String stars,
            String starsText,
            boolean hasReview) {

        /**
         * @param pictures whether covers may be shown, which they are to nobody without an account
         */
        static Book of(Person owner, VisibleEntry entry, boolean pictures, Texts texts) {
            Cover cover = Cover.of(entry.book());
            return new Book(
                    entry.book().title(),
                    String.join(", ", entry.book().authors()),
                    pictures ? cover : new Cover(cover.title(), cover.author(), null, null),
                    "/@" + owner.username() + "/" + entry.id(),
                    Labels.of(entry.status(), texts),
                    Labels.stars(entry.rating()),
                    Labels.starsText(entry.rating(), texts),
                    entry.hasReview());
        }
    }

    static List<Tab> tabs(String path, Map<Status, Long> counts, @Nullable Status chosen, Texts texts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return Stream.concat(
                        Stream.of(new Tab(texts.text("profile.all"), path, all, chosen == null)),
                        Stream.of(Status.values())
                                .filter(counts::containsKey)
                                .map(one -> new Tab(
                                        Labels.of(one, texts),
                                        path + "?status=" + one.name().toLowerCase(Locale.ROOT),
                                        counts.getOrDefault(one, 0L),
                                        one == chosen)))
                .toList();
    }
}
