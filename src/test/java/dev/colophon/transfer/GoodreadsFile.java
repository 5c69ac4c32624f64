package dev.colophon.transfer;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Made-up exports with the proportions that were measured in real ones: 27 % of the rows have no
 * ISBN, 18 % of the read ones no date, 3 % sit on an exclusive shelf of the reader's own, 2 % were
 * read more than once. The same seed gives the same file.
 */
public final class GoodreadsFile {
    public static final List<String> COLUMNS_31 =
            List.of(("Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average"
                            + " Rating,Publisher,Binding,Number of Pages,Year Published,Original"
                            + " Publication Year,Date Read,Date Added,Bookshelves,Bookshelves with"
                            + " positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read"
                            + " Count,Recommended For,Recommended By,Owned Copies,Original Purchase"
                            + " Date,Original Purchase Location,Condition,Condition"
                            + " Description,BCID")
                    .split(","));

    static final List<String> COLUMNS_24 = columns24();
    static final List<String> COLUMNS_23 =
            COLUMNS_24.stream().filter(name -> !name.equals("Average Rating")).toList();
    static final List<String> COLUMNS_27 = plus(COLUMNS_24, "read_dates", "genres", "n_ratings");

    private static final String[] BINDINGS = {
        "Paperback",
        "Hardcover",
        "Kindle Edition",
        "ebook",
        "Audible Audio",
        "Mass Market Paperback",
        "Audio CD",
        "Unknown Binding",
        ""
    };

    private final Random random;
    private final int rows;

    private GoodreadsFile(int rows, long seed) {
        this.rows = rows;
        this.random = new Random(seed);
    }

    /** As Goodreads writes it: commas, LF, UTF-8 without a mark. */
    static byte[] of(List<String> columns, int rows, long seed) {
        return text(columns, rows, seed).getBytes(StandardCharsets.UTF_8);
    }

    /** As a spreadsheet saves it again. */
    static byte[] resaved(List<String> columns, int rows, long seed, char separator, Charset charset) {
        StringBuilder file = new StringBuilder();
        for (List<String> row : new GoodreadsFile(rows, seed).table(columns)) {
            List<String> cells = new ArrayList<>();
            for (int index = 0; index < row.size(); index++) {
                cells.add(quoted(resaved(columns.get(index), row.get(index)), separator));
            }
            file.append(String.join(String.valueOf(separator), cells)).append("\r\n");
        }
        String mark = charset.equals(StandardCharsets.UTF_8) ? "\uFEFF" : "";
        return (mark + file).getBytes(charset);
    }

    public static String text(List<String> columns, int rows, long seed) {
        StringBuilder file = new StringBuilder();
        for (List<String> row : new GoodreadsFile(rows, seed).table(columns)) {
            file.append(String.join(
                            ",", row.stream().map(cell -> quoted(cell, ',')).toList()))
                    .append('\n');
        }
        return file.toString();
    }

    private static String resaved(String column, String cell) {
        if (column.startsWith("Date ") && cell.matches("\\d{4}/\\d\\d/\\d\\d")) {
            int month = Integer.parseInt(cell.substring(5, 7));
            int day = Integer.parseInt(cell.substring(8, 10));
            return month + "/" + day + "/" + cell.substring(2, 4);
        }
        return column.startsWith("ISBN") ? cell.replace("=", "").replace("\"", "") : cell;
    }

    private static String quoted(String cell, char separator) {
        boolean plain = cell.indexOf(separator) < 0 && cell.indexOf('"') < 0 && cell.indexOf('\n') < 0;
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private List<List<String>> table(List<String> columns) {
        List<List<String>> table = new ArrayList<>();
        table.add(columns);
        for (int number = 1; number <= rows; number++) {
            Map<String, String> row = row(number);
            table.add(columns.stream().map(name -> row.getOrDefault(name, "")).toList());
        }
        return table;
    }

    private Map<String, String> row(int number) {
        Map<String, String> row = new HashMap<>();
        row.put("Book Id", String.valueOf(1000 + number));
        row.put("Title", title(number));
        String author = "Ida  Muster" + (number % Math.max(1, rows / 3));
        row.put("Author", author);
        row.put("Author l-f", "Muster" + (number % Math.max(1, rows / 3)) + ", Ida");
        row.put("Additional Authors", chance(15) ? "Åse Übersetzer, Max Probe, Jr." : "");
        boolean isbn = !chance(27.7);
        row.put("ISBN", isbn ? "=\"" + isbn10(number) + "\"" : "=\"\"");
        row.put("ISBN13", isbn ? "=\"" + isbn13(number) + "\"" : "=\"\"");
        row.put("Average Rating", "3.87");
        row.put("Publisher", " Muster Press");
        row.put("Binding", BINDINGS[random.nextInt(BINDINGS.length)]);
        row.put("Number of Pages", chance(90) ? String.valueOf(80 + random.nextInt(700)) : "");
        row.put("Year Published", chance(90) ? String.valueOf(1950 + random.nextInt(75)) : "");
        row.put("Original Publication Year", chance(2) ? "-700" : "1999");
        row.put("Date Added", day());
        row.put("Owned Copies", chance(10) ? "1" : "0");
        row.put("Recommended By", "Olga");
        putStanding(row, number);
        putWords(row);
        return row;
    }

    private void putStanding(Map<String, String> row, int number) {
        boolean own = chance(3);
        String shelf = chance(55) ? "read" : chance(90) ? "to-read" : "currently-reading";
        if (own) {
            shelf = chance(50) ? "abandoned" : "leseliste-2020";
        }
        boolean read = shelf.equals("read");
        String date = read && !chance(18.5) ? day() : "";
        int count = read ? (chance(2) ? 3 : 1) : shelf.equals("currently-reading") ? 1 : 0;
        row.put("Exclusive Shelf", shelf);
        String tag = chance(30) ? "tag-" + random.nextInt(20) : "";
        row.put("Bookshelves", read ? tag : tag.isEmpty() ? shelf : tag + ", " + shelf);
        row.put("Bookshelves with positions", tag.isEmpty() ? "" : tag + " (#" + number + ")");
        row.put("Date Read", date);
        row.put("Read Count", String.valueOf(count));
        row.put("My Rating", read || chance(1) ? String.valueOf(random.nextInt(6)) : "0");
        row.put("read_dates", date.isEmpty() ? "" : "," + date.replace('/', '-'));
    }

    private void putWords(Map<String, String> row) {
        if (chance(12)) {
            row.put("My Review", "<b>Öfter</b> gelesen, \"gut\".<br/><br/>" + "Wörter und Sätze. ".repeat(20));
            row.put("Spoiler", chance(10) ? "true" : "");
        }
        row.put("Private Notes", chance(3) ? "geliehen an Olga" : "");
    }

    private String title(int number) {
        String title = "The Hollow Lantern, Volume " + number;
        return chance(25) ? title + " (Lantern, #" + number + ")" : title;
    }

    private boolean chance(double percent) {
        return random.nextDouble() * 100 < percent;
    }

    private String day() {
        return "%04d/%02d/%02d".formatted(2010 + random.nextInt(14), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    static String isbn10(int number) {
        String body = "%09d".formatted(100_000_000 + number);
        int sum = 0;
        for (int index = 0; index < 9; index++) {
            sum += (10 - index) * (body.charAt(index) - '0');
        }
        int check = (11 - sum % 11) % 11;
        return body + (check == 10 ? "X" : String.valueOf(check));
    }

    static String isbn13(int number) {
        String body = "978" + "%09d".formatted(100_000_000 + number);
        int sum = 0;
        for (int index = 0; index < 12; index++) {
            sum += (index % 2 == 0 ? 1 : 3) * (body.charAt(index) - '0');
        }
        return body + (10 - sum % 10) % 10;
    }

    private static List<String> columns24() {
        List<String> columns = new ArrayList<>(COLUMNS_31.subList(0, COLUMNS_31.indexOf("Read Count") + 1));
        columns.add("Owned Copies");
        return List.copyOf(columns);
    }

    private static List<String> plus(List<String> columns, String... more) {
        List<String> all = new ArrayList<>(columns);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
