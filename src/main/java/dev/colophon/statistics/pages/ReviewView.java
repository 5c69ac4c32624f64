package dev.colophon.statistics.pages;

import dev.colophon.shelf.pages.Cover;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.statistics.Report;
import dev.colophon.statistics.Report.BookLength;
import dev.colophon.statistics.Report.Count;
import dev.colophon.statistics.review.ReviewBook;
import dev.colophon.statistics.review.YearReview;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a year in review shows, ready to be written out.
 *
 * @param months in which the books were finished
 * @param highlights single books that stand out
 * @param covers of all books, or of the first ones
 * @param more how many have no place among them
 */
record ReviewView(
        Report report,
        String hours,
        @Nullable Count author,
        List<Chart> months,
        List<Highlight> highlights,
        List<Book> covers,
        int more) {

    private static final int COVERS = 60;

    /**
     * A book.
     *
     * @param href null for whoever cannot open it
     */
    record Book(
            String title,
            String authors,
            Cover cover,
            @Nullable String href) {}

    /** A book and why it is named. */
    record Highlight(String label, Book book, String detail) {}

    /**
     * @param self whether it is for their reader, whose books have pages
     * @param pictures whether covers may be shown, which they are to nobody without an account
     */
    static ReviewView of(YearReview review, boolean self, boolean pictures, Dates dates) {
        Books books = new Books(review, self, pictures);
        List<ReviewBook> all = review.books();
        return new ReviewView(
                review.report(),
                StatisticsView.hours(review.report().total()),
                review.author().orElse(null),
                StatisticsView.overTime(review.report(), dates),
                books.highlights(dates),
                all.stream().limit(COVERS).map(books::book).toList(),
                Math.max(0, all.size() - COVERS));
    }

    /** Makes the books of a review. */
    private record Books(YearReview review, boolean self, boolean pictures) {
        Book book(ReviewBook one) {
            Cover cover = Cover.of(one.book());
            return new Book(
                    one.book().title(),
                    String.join(", ", one.book().authors()),
                    pictures ? cover : new Cover(cover.title(), cover.author(), null, null),
                    self ? "/shelf/" + one.entry() : null);
        }

        List<Highlight> highlights(Dates dates) {
            Texts texts = dates.texts();
            List<Highlight> highlights = new ArrayList<>();
            review.first()
                    .ifPresent(one -> highlights.add(
                            named(texts.text("statistics.review.first"), one, dates.day(one.finishedOn()))));
            if (review.finished().size() > 1) {
                review.last()
                        .ifPresent(one -> highlights.add(
                                named(texts.text("statistics.review.last"), one, dates.day(one.finishedOn()))));
            }
            BookLength longest = review.report().longest();
            BookLength shortest = review.report().shortest();
            add(highlights, texts.text("statistics.facts.longest"), longest, texts);
            if (shortest != null && !shortest.equals(longest)) {
                add(highlights, texts.text("statistics.facts.shortest"), shortest, texts);
            }
            review.best()
                    .forEach(one -> highlights.add(named(
                            texts.text("statistics.review.best_rated"), one, Labels.starsText(one.rating(), texts))));
            return highlights;
        }

        private Highlight named(String label, ReviewBook one, String detail) {
            return new Highlight(label, book(one), detail);
        }

        private void add(List<Highlight> highlights, String label, @Nullable BookLength length, Texts texts) {
            if (length != null) {
                review.finished().stream()
                        .filter(one -> one.entry().equals(length.entry()))
                        .findFirst()
                        .ifPresent(one -> highlights.add(
                                named(label, one, texts.text("statistics.count.pages", length.pages()))));
            }
        }
    }

    boolean isEmpty() {
        return report.total().reads() == 0;
    }
}
