package dev.colophon.statistics.review;

import dev.colophon.statistics.Report;
import dev.colophon.statistics.Report.Count;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A year in review.
 *
 * @param finished in the order of their days; a book that was finished twice is there twice
 */
public record YearReview(Report report, List<ReviewBook> finished) {
    private static final int BEST = 3;

    public Optional<ReviewBook> first() {
        return finished.stream().findFirst();
    }

    public Optional<ReviewBook> last() {
        return finished.isEmpty() ? Optional.empty() : Optional.of(finished.getLast());
    }

    /** Each book once, where it was finished first. */
    public List<ReviewBook> books() {
        Map<UUID, ReviewBook> once = new LinkedHashMap<>();
        finished.forEach(one -> once.putIfAbsent(one.entry(), one));
        return List.copyOf(once.values());
    }

    /** At most three that have the best rating of the year, the latest first. */
    public List<ReviewBook> best() {
        int most = finished.stream().mapToInt(ReviewBook::quarters).max().orElse(0);
        return books().stream()
                .filter(one -> most > 0 && one.quarters() == most)
                .sorted(Comparator.comparing(ReviewBook::finishedOn).reversed())
                .limit(BEST)
                .toList();
    }

    /** Of whom most was read, where it was more than one. */
    public Optional<Count> author() {
        return report.authors().stream().findFirst().filter(one -> one.reads() > 1);
    }
}
