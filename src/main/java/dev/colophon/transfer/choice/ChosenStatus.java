package dev.colophon.transfer.choice;

import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.shelf.intake.ShelfDraft.Read;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives what a row says another status than its days told, with the reads that go with it. */
final class ChosenStatus {
    private static final Read UNDATED = new Read(null, null, Outcome.FINISHED);

    private ChosenStatus() {}

    static ShelfDraft of(ShelfDraft said, Status status) {
        return said.status() == status
                ? said
                : ShelfDraft.of(status, said.facts(), said.tags(), reads(said.reads(), status));
    }

    private static List<Read> reads(List<Read> said, Status status) {
        List<Read> reads = new ArrayList<>();
        Read open = null;
        for (Read read : said) {
            if (read.outcome() == null) {
                open = read;
            } else {
                reads.add(new Read(read.startedOn(), read.finishedOn(), Outcome.FINISHED));
            }
        }
        switch (status) {
            case WANT -> {}
            case READING, PAUSED -> {
                if (open == null) {
                    // it was counted among those that are over
                    reads.remove(UNDATED);
                }
                reads.add(open == null ? new Read(null, null, null) : open);
            }
            case READ -> end(reads, open);
            case DNF -> {
                end(reads, open);
                Read last = reads.removeLast();
                reads.add(new Read(last.startedOn(), last.finishedOn(), Outcome.DNF));
            }
        }
        return reads;
    }

    /** What is over was read at least once. */
    private static void end(List<Read> reads, @Nullable Read open) {
        if (open != null) {
            reads.add(new Read(open.startedOn(), null, Outcome.FINISHED));
        } else if (reads.isEmpty()) {
            reads.add(UNDATED);
        }
    }
}
