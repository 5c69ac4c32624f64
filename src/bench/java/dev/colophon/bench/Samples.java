package dev.colophon.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Makes a synthetic Goodreads export: a quarter without ISBN, a fifth without dates. */
final class Samples {
    private static final String HEADER = "Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,"
            + "Average Rating,Publisher,Binding,Number of Pages,Year Published,"
            + "Original Publication Year,Date Read,Date Added,Bookshelves,"
            + "Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,"
            + "Private Notes,Read Count,Owned Copies";

    private Samples() {}

    static Path goodreads(Path folder, int rows) throws IOException {
        Path file = folder.resolve("goodreads-" + rows + ".csv");
        Random random = new Random(7);
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(HEADER + "\n");
            for (int row = 1; row <= rows; row++) {
                writer.write(row(row, random) + "\n");
            }
        }
        return file;
    }

    private static String row(int row, Random random) {
        boolean isbn = random.nextInt(100) >= 27;
        boolean read = random.nextInt(100) < 55;
        String readOn = read && random.nextInt(100) >= 18 ? day(random) : "";
        String shelf = read ? "read" : "to-read";
        return String.join(
                ",",
                Integer.toString(1_000_000 + row),
                "\"The Synthetic Volume " + row + " (Samples, #" + (row % 12 + 1) + ")\"",
                "Author " + row % (1 + row / 4),
                "\"" + row % (1 + row / 4) + ", Author\"",
                "",
                "\"=\"\"\"\"\"",
                isbn ? "\"=\"\"" + isbn13(row) + "\"\"\"" : "\"=\"\"\"\"\"",
                Integer.toString(read ? random.nextInt(6) : 0),
                "3.90",
                "Sample Press",
                "Paperback",
                Integer.toString(80 + random.nextInt(700)),
                Integer.toString(1950 + random.nextInt(70)),
                Integer.toString(1850 + random.nextInt(170)),
                readOn,
                day(random),
                read ? "sf" : "\"to-read, sf\"",
                read ? "sf (#" + row + ")" : "\"to-read (#" + row + "), sf (#1)\"",
                shelf,
                random.nextInt(10) == 0 ? "A review.<br/>In two lines." : "",
                "",
                "",
                read ? "1" : "0",
                "0");
    }

    private static String day(Random random) {
        return "%d/%02d/%02d".formatted(2008 + random.nextInt(18), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static String isbn13(int row) {
        String digits = "978%09d".formatted(100_000_000 + row);
        int sum = 0;
        for (int index = 0; index < 12; index++) {
            sum += (digits.charAt(index) - '0') * (index % 2 == 0 ? 1 : 3);
        }
        return digits + (10 - sum % 10) % 10;
    }
}
