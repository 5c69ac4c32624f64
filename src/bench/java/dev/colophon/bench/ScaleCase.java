package dev.colophon.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One list or page that is asked of both sizes.
 *
 * @param reader who asks
 * @param path where it is; ENTRY, BOOK, OTHER, AUTHOR, SERIES and ISBN stand for ids of the size that is asked
 * @param deep how many pages on from the first one
 */
record ScaleCase(String name, int reader, String path, int deep) {
    private static final int TYPICAL = ScaleSize.TYPICAL;
    private static final int ADMIN = ScaleSize.ADMIN;
    private static final int HEAVY = ScaleSize.HEAVY;

    /** In one title of four, in one of a thousand, in a few of a million. */
    private static final String COMMON = ScaleText.word(0);

    private static final String USUAL = ScaleText.word(900);
    private static final String RARE = ScaleText.word(29_000);

    boolean isApi() {
        return path.startsWith("/api/");
    }

    static List<ScaleCase> all() {
        return Stream.of(
                        shelf(TYPICAL, 3),
                        shelf(HEAVY, 100),
                        statistics(TYPICAL),
                        statistics(HEAVY),
                        entries(),
                        catalogue(),
                        search(),
                        care())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ScaleCase> shelf(int reader, int deep) {
        String who = ScaleSize.username(reader) + ": ";
        List<ScaleCase> cases = new ArrayList<>();
        cases.add(new ScaleCase(who + "home", reader, "/", 0));
        cases.add(new ScaleCase(who + "shelf", reader, "/shelf", 0));
        cases.add(new ScaleCase(who + "shelf, deep", reader, "/shelf", deep));
        cases.add(new ScaleCase(who + "shelf by title", reader, "/shelf?sort=title&status=read", 0));
        for (String key : List.of("added", "title", "author", "rating", "updated")) {
            for (String sort : List.of(key, "-" + key)) {
                String path = "/api/v1/library?sort=" + sort;
                cases.add(new ScaleCase(who + "API by " + sort, reader, path, 0));
                cases.add(new ScaleCase(who + "API by " + sort + ", deep", reader, path, deep));
                cases.add(new ScaleCase(who + "API by " + sort + ", read", reader, path + "&status=read", 0));
            }
        }
        for (String filter : List.of(
                "format=ebook",
                "ownership=owned",
                "rating_min=4",
                "tag=" + ScaleShelves.tagName(0).replace(' ', '+'),
                "q=" + COMMON,
                "q=" + RARE,
                "count=true",
                "count=true&q=" + USUAL,
                "status=paused&sort=author")) {
            cases.add(new ScaleCase(who + "API with " + filter, reader, "/api/v1/library?" + filter, 0));
        }
        cases.add(new ScaleCase(who + "tags", reader, "/api/v1/tags", 0));
        cases.add(new ScaleCase(who + "notes", reader, "/notes", 0));
        cases.add(new ScaleCase(who + "notes with a word", reader, "/notes?q=" + USUAL, 0));
        cases.add(new ScaleCase(who + "API notes, deep", reader, "/api/v1/notes?limit=10", 2));
        return cases;
    }

    private static List<ScaleCase> statistics(int reader) {
        String who = ScaleSize.username(reader) + ": statistics, ";
        return List.of(
                new ScaleCase(who + "API of a year", reader, "/api/v1/stats?year=2024", 0),
                new ScaleCase(who + "API of all time", reader, "/api/v1/stats", 0),
                new ScaleCase(who + "API years", reader, "/api/v1/stats/years", 0),
                new ScaleCase(who + "API goals", reader, "/api/v1/goals", 0),
                new ScaleCase(who + "a year", reader, "/statistics/2024", 0),
                new ScaleCase(who + "all time", reader, "/statistics", 0),
                new ScaleCase(who + "a year in review", reader, "/statistics/2024/review", 0),
                new ScaleCase(who + "home with goals", reader, "/", 0));
    }

    private static List<ScaleCase> entries() {
        return List.of(
                new ScaleCase("an entry", TYPICAL, "/shelf/ENTRY", 0),
                new ScaleCase("API entry", TYPICAL, "/api/v1/library/ENTRY", 0),
                new ScaleCase("API reads of an entry", TYPICAL, "/api/v1/library/ENTRY/reads", 0),
                new ScaleCase("API progress of an entry", TYPICAL, "/api/v1/library/ENTRY/progress", 0),
                new ScaleCase("API notes of an entry", TYPICAL, "/api/v1/library/ENTRY/notes", 0),
                new ScaleCase("account", TYPICAL, "/account", 0),
                new ScaleCase("API me", TYPICAL, "/api/v1/me", 0),
                new ScaleCase("imports", TYPICAL, "/import", 0),
                new ScaleCase("API imports", TYPICAL, "/api/v1/imports", 0));
    }

    private static List<ScaleCase> catalogue() {
        return List.of(
                new ScaleCase("a book", TYPICAL, "/books/OTHER", 0),
                new ScaleCase("a book, as an admin", ADMIN, "/books/OTHER", 0),
                new ScaleCase("API book", TYPICAL, "/api/v1/books/BOOK", 0),
                new ScaleCase("API books", TYPICAL, "/api/v1/books", 0),
                new ScaleCase("API books, deep", TYPICAL, "/api/v1/books?limit=10", 50),
                new ScaleCase("API books of the author", TYPICAL, "/api/v1/books?author=NAME", 0),
                new ScaleCase("API book by ISBN", TYPICAL, "/api/v1/books?isbn=ISBN", 0),
                new ScaleCase("API authors", TYPICAL, "/api/v1/authors", 0),
                new ScaleCase("API authors, deep", TYPICAL, "/api/v1/authors?limit=5", 40),
                new ScaleCase("API authors beginning with b", TYPICAL, "/api/v1/authors?q=b", 0),
                new ScaleCase("API series", TYPICAL, "/api/v1/series?limit=5", 0),
                new ScaleCase("API series, deep", TYPICAL, "/api/v1/series?limit=5", 3),
                new ScaleCase("an author of 200", TYPICAL, "/authors/AUTHOR", 0),
                new ScaleCase("an author of 200, deep", TYPICAL, "/authors/AUTHOR", 2),
                new ScaleCase("API author of 200", TYPICAL, "/api/v1/authors/AUTHOR", 0),
                new ScaleCase("a series of 100", TYPICAL, "/series/SERIES", 0),
                new ScaleCase("a series of 100, deep", TYPICAL, "/series/SERIES", 1),
                new ScaleCase("API series of 100", TYPICAL, "/api/v1/series/SERIES", 0));
    }

    private static List<ScaleCase> search() {
        String nobody = "zzyzx";
        List<ScaleCase> cases = new ArrayList<>();
        for (String words : List.of(COMMON, USUAL, RARE, USUAL + "+" + COMMON, RARE + "+" + COMMON, nobody)) {
            cases.add(new ScaleCase("search for " + words, TYPICAL, "/search?q=" + words, 0));
        }
        cases.add(new ScaleCase("search for " + COMMON + ", deep", TYPICAL, "/search?q=" + COMMON, 5));
        cases.add(new ScaleCase("search for a title", TYPICAL, "/search?q=TITLE", 0));
        cases.add(new ScaleCase("search for an author", TYPICAL, "/search?q=NAME", 0));
        cases.add(new ScaleCase("search for an ISBN", TYPICAL, "/search?q=ISBN", 0));
        cases.add(new ScaleCase("API search for " + USUAL, TYPICAL, "/api/v1/books?q=" + USUAL, 0));
        cases.add(new ScaleCase("add, with words", TYPICAL, "/shelf/new?q=" + USUAL + "+" + COMMON, 0));
        return cases;
    }

    private static List<ScaleCase> care() {
        return List.of(
                new ScaleCase("duplicates", ADMIN, "/books/duplicates", 0),
                new ScaleCase("API duplicates", ADMIN, "/api/v1/books/duplicates?limit=2", 0),
                new ScaleCase("API duplicates, deep", ADMIN, "/api/v1/books/duplicates?limit=1", 2),
                new ScaleCase("merges", ADMIN, "/books/merges", 0),
                new ScaleCase("a book's form", ADMIN, "/books/BOOK/edit", 0));
    }
}
