package dev.colophon.transfer.storygraph;

import dev.colophon.transfer.row.NamedColumn;
import java.util.List;

/** The 23 columns of a StoryGraph export; early ones had two other names. */
enum Column implements NamedColumn {
    TITLE("Title"),
    AUTHORS("Authors", "Author"),
    CONTRIBUTORS("Contributors"),
    ISBN_UID("ISBN/UID", "ISBN"),
    FORMAT("Format"),
    READ_STATUS("Read Status"),
    DATE_ADDED("Date Added"),
    LAST_DATE_READ("Last Date Read"),
    DATES_READ("Dates Read"),
    READ_COUNT("Read Count"),
    MOODS("Moods"),
    PACE("Pace"),
    DRIVEN("Character- or Plot-Driven?"),
    DEVELOPMENT("Strong Character Development?"),
    LOVEABLE("Loveable Characters?"),
    DIVERSE("Diverse Characters?"),
    FLAWED("Flawed Characters?"),
    STAR_RATING("Star Rating"),
    REVIEW("Review"),
    CONTENT_WARNINGS("Content Warnings"),
    CONTENT_WARNING_DESCRIPTION("Content Warning Description"),
    TAGS("Tags"),
    OWNED("Owned?");

    private final List<String> labels;

    Column(String... labels) {
        this.labels = List.of(labels);
    }

    @Override
    public String label() {
        return labels.getFirst();
    }

    @Override
    public List<String> otherLabels() {
        return labels.subList(1, labels.size());
    }

    @Override
    public Use use() {
        return this == TITLE ? Use.REQUIRED : Use.MAPPED;
    }
}
